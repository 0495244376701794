"""Which discussion a message belongs to."""
