"""Letters that are owed, sent, or failed."""
