"""Messages that were taken in, and what became of them."""
