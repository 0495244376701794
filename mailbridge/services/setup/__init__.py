"""The first start: from an empty installation to the first letter that arrived."""
