"""Words for what is done by the clock."""
