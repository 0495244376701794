"""What the author's words ask, answer, command and promise."""
