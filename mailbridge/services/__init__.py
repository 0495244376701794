"""One function per use case, one transaction each: load facts, ask steps, apply."""
