"""What a message says by itself; nothing here knows a fact of the store."""
