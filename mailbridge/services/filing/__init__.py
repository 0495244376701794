"""A decided message becomes posts, tasks and letters, in one transaction."""
