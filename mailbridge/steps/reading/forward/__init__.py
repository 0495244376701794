"""The letter inside a forwarded message."""
