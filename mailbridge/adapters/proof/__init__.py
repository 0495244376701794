"""What proves who wrote a message: signatures, SPF, and the words of our border."""
