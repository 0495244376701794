"""What is to be done by the clock."""
