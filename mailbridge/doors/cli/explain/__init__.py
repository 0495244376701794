"""The command `mailbridge explain`."""
