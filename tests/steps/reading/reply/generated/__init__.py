"""Replies built as mail programs build them; what the reply is follows from the building."""
