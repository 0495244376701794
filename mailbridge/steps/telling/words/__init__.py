"""Sentences, dates and sizes in the reader's language."""
