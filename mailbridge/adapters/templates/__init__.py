"""Templates of letters that an admin brings."""
