"""Letters that are owed, and the occasions they tell of."""
