"""Pages behind links of letters: what is signed, or used once, is proof enough."""
