"""Prints config/mailbridge.example.toml."""

from mailbridge.settings.example import example

print(example(), end="")
