"""Letters with sample facts, for whoever looks at templates."""
