"""What is done by the clock: work that falls due is taken, and each kind knows how."""
