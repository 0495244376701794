"""Members, clients, their addresses and their rights."""
