"""Commands about the installation as a whole: its health, its database, what files declare."""
