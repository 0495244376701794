"""The API's part about what goes by the clock."""
