"""What was said: answer sheets, the one gate of validation, progress, statistics. Pure."""
