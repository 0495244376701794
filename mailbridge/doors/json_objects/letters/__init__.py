"""Letters and the keys that sign them."""
