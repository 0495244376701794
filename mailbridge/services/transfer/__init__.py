"""Discussions written into files, and brought back from them."""
