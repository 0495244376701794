"""What all letters are made of."""
