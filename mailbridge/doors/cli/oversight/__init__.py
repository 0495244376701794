"""Commands for what operators answer for: who did what, and how long it is kept."""
