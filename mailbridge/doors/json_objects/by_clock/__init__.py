"""What goes by the clock, as programs read it."""
