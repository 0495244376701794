"""Where messages lie that are too large for the database."""
