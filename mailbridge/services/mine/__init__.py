"""What concerns one person: what happened around them, what they were told, what they keep."""
