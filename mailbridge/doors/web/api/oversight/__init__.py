"""The API for what operators answer for: who did what, who gets in, who is forgotten."""
