"""The JSON objects that the command line and the API share."""
