"""What one process remembers between two pieces of work, and what wakes it."""
