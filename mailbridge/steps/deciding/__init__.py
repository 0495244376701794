"""What is decided of a message: whether it is believed, whose it is, where it goes."""
