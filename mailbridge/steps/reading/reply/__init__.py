"""The author's new words, told apart from quotes and signatures."""
