"""What the API tells of the caller's own day."""
