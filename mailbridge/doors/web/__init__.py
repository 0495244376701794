"""The web and the API: pages for the team, signed pages for clients, JSON for programs."""
