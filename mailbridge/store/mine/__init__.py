"""Rows by what concerns one person: what happened, what they were told, views they keep."""
