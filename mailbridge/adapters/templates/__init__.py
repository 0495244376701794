"""Templates of letters: those that an admin brings, and how ours are compiled."""
