"""Letters of the one question."""
