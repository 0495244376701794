"""Who is asked the one question, and what they answered."""
