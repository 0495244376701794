"""The functional core: decisions on frozen dataclasses; no I/O, no clock, no randomness, no
settings.
"""
