"""The API's part about what admins look after."""
