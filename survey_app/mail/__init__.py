"""What is sent: a small interface over SMTP."""
