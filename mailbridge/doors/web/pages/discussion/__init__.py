"""The page of one discussion: its time line, its composer, and the deeds of both."""
