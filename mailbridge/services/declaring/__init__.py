"""Projects, aliases, people and policies that files declare."""
