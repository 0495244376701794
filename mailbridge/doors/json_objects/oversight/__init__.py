"""JSON objects of what operators answer for: who did what, who gets in, what is kept."""
