"""What a post leaves to be done: questions, answers, and whose move it is."""
