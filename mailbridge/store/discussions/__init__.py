"""Discussions, posts, questions and tasks."""
