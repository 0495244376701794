"""Sendmail's return receipt in prose, from the times before its parts were standard (RFC 3464)."""

from email.message import Message as Mime

from mailbridge.domain.message import Message
from mailbridge.steps.reading.kinds.machine_marks import Hints, folded
from mailbridge.steps.reading.kinds.vendors.delivered import delivered
from mailbridge.steps.reading.kinds.vendors.vendor import Report

WORDS = ("had successful delivery notifications", "(successfully delivered to mailbox)")
FAILED = ("fatal errors", "user unknown", "deferred")
READ = 1500  # characters


def read(message: Message, mime: Mime, seen: Hints) -> Report | None:
    """A receipt in the form of Sendmail; None for everything else."""
    if not seen.is_machine:
        return None
    opening = folded(message.text[:READ])
    told_so = any(words in opening for words in WORDS)
    failed = any(words in opening for words in FAILED)
    return delivered(message, "Sendmail") if told_so and not failed else None
