"""A whole discussion as plain values, to be written elsewhere and brought back."""
