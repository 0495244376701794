"""`#commands` of a member's letter, carried out in the transaction that files it."""
