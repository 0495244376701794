"""What concerns the person who asks."""
