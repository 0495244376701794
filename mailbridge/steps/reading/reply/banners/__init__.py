"""What a gateway puts above the words of a letter that came from outside."""
