"""Memorable addresses: made, tested, and heard from."""
