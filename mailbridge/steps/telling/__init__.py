"""What letters say, and to whom."""
