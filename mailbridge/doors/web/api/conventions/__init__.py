"""What holds for all routes of the API, whatever they are about."""
