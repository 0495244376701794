"""What the author wants: commands, questions and requests, answers, due dates, and the language it
is said in.
"""

from mailbridge.steps.reading.meaning.answers import answers
from mailbridge.steps.reading.meaning.commands import commands
from mailbridge.steps.reading.meaning.due_date import due, parse_due
from mailbridge.steps.reading.meaning.language import language
from mailbridge.steps.reading.meaning.questions import questions

__all__ = ["answers", "commands", "due", "language", "parse_due", "questions"]
