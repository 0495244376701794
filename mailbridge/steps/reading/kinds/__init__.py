"""What sort of mail a message is, and what reports of delivery say."""
