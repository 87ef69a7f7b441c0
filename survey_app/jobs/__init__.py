"""What runs in the background: computing proposals."""
