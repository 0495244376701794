"""Projects, aliases and people."""
