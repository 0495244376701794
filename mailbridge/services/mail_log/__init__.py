"""Each message that knocked, and what a person decides about it."""
