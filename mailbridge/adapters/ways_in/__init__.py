"""What is proven by those who sign in: a password, a passkey."""
