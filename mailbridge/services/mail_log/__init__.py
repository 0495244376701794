"""Each message that came, and what a person decides about it."""
