"""Where a member reads one discussion and writes into it: who got what, what an answer would be."""
