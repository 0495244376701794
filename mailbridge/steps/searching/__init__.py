"""What a search asks for, the forms that words are kept in, and how what it finds is shown."""
