"""Facts are loaded and the steps are asked in their order."""
