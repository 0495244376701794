"""What the team finds waiting: the lists of the inbox, their counts, and who has seen what."""
