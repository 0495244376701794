"""Telling programs elsewhere what happens."""
