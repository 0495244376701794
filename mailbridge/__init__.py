"""mailbridge: mail becomes discussions, discussions become tasks, everybody is told by letters."""

__version__ = "0.1.0"
