"""From RCPT and DATA until 250."""
