"""Postfix's report that a letter was delivered, which some relays pass on without its parts."""

from email.message import Message as Mime

from mailbridge.domain.message import Message
from mailbridge.steps.reading.kinds.machine_marks import Hints, folded
from mailbridge.steps.reading.kinds.vendors.delivered import delivered
from mailbridge.steps.reading.kinds.vendors.vendor import Report

SUBJECT = "successful mail delivery report"
WORDS = ("your message was successfully delivered to the destination",)
READ = 1500  # characters


def read(message: Message, mime: Mime, seen: Hints) -> Report | None:
    """A report in the form of Postfix; None for everything else."""
    if not seen.is_machine:
        return None
    opening = folded(message.text[:READ])
    told_so = SUBJECT in seen.subject or any(words in opening for words in WORDS)
    return delivered(message, "Postfix") if told_so else None
