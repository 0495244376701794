"""The keys that sign letters: new ones, those that sign now, and what DNS knows of them."""
