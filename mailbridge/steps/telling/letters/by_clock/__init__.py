"""Letters that go by the clock, each a module."""
