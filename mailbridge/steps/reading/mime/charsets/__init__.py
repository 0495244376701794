"""Which charset octets are in, where they say it, say it wrong or say nothing."""
