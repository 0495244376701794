"""The SMTP and LMTP door (RFC 5321, RFC 2033)."""
