"""HTML becomes lines of text, and is made safe to show."""
