"""What the author wants: commands, questions and requests, answers, due dates, and the language it is said in."""

from mailbridge.steps.answers import answers
from mailbridge.steps.commands import commands
from mailbridge.steps.dates import due, parse_due
from mailbridge.steps.language import language
from mailbridge.steps.questions import questions

__all__ = ["answers", "commands", "due", "language", "parse_due", "questions"]
