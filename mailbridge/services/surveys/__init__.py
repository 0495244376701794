"""The one question: who is asked, and what they answer."""
