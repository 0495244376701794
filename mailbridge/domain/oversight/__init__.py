"""What operators answer for: who did what, who may do what, and how long it is kept."""
