"""Octets become parts, header fields and text (RFC 5322, RFC 2045 to 2049)."""
