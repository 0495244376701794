"""JSON objects of what admins look after."""
