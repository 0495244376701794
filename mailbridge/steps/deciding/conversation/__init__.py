"""Which discussion a message belongs to, and what in it is ours."""
