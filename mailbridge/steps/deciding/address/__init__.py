"""Where a forward-path leads, and what aliases do."""
