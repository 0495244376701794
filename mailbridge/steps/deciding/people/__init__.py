"""Whose message it is, who belongs to the conversation, who had a copy."""
