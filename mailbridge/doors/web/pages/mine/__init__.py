"""Pages of the person who is signed in: their day, what happened, what concerns them."""
