"""What each city seeks and offers, each figure with the answer it came from. Pure."""
