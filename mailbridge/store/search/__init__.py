"""The words of posts, files, discussions, tasks and people, as search finds them."""
