"""Discussions read, written to, and rearranged by people."""
