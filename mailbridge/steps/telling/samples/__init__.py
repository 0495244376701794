"""Letters with sample facts: for previews, for a look at an admin's templates, and for tests."""
