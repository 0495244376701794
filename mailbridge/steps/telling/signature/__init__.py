"""What a signature of our letters covers, and the records that keys are known by (RFC 6376)."""
