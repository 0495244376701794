"""Keys that sign letters: made, kept sealed, used, and looked up in DNS."""
