"""What would become of a message: it is tried out as for real, and nothing is kept."""
