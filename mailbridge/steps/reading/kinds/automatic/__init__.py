"""Automatic letters that no field gives away: what programs say, and what people say."""
