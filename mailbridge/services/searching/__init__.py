"""Search: what is kept so that words are found, and what somebody finds."""
