"""Whether a message comes from whom it says (SPF, DKIM, DMARC, ARC)."""
