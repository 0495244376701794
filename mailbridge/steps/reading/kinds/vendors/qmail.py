"""qmail and its kin: the QSBMF form (D. J. Bernstein, "The qmail-send Bounce Message Format").

The first paragraph begins with "Hi. This is the", whoever the author is; each failed recipient is a
paragraph that begins with `<mailbox>:`; a line of dashes stands before the returned message.
"""

from email.message import Message as Mime

from mailbridge.domain.message import Bounce, Kind, Message
from mailbridge.domain.told import told
from mailbridge.steps.reading.kinds.bounce_prose import (
    far_words,
    is_only_delayed,
    notice,
    status_of,
)
from mailbridge.steps.reading.kinds.machine_marks import Hints, folded
from mailbridge.steps.reading.kinds.vendors.vendor import Report
from mailbridge.steps.reading.mime.field_values import msg_ids
from mailbridge.steps.text.mailbox_search import first_mailbox

OPENINGS = ("hi. this is the", "hi! this is the", "this is the qmail-send program at")
OPENING_READ = 400  # characters


def read(message: Message, mime: Mime, seen: Hints) -> Report | None:
    """A report in the form of qmail; None for everything else."""
    if not folded(message.text[:OPENING_READ]).startswith(OPENINGS):
        return None
    report = notice(message.text)
    failed = next((_failed(line) for line in report.lines if _failed(line)), None)
    if failed is None:
        return None
    delayed = is_only_delayed(report.text, seen.subject)
    status = status_of(report.text)
    if delayed and status:
        status = "4" + status[1:]
    original = next((ids[0] for line in report.returned if (ids := _id(line))), None)
    words = far_words(report.lines, failed)
    return Report(
        Kind.DELAY if delayed else Kind.BOUNCE,
        Bounce(failed, status, original, words),
        told("a report of {vendor}", vendor="qmail"),
    )


def _failed(line: str) -> str | None:
    """The mailbox of a recipient paragraph."""
    bare = line.strip()
    return first_mailbox(bare) if bare.startswith("<") and bare.endswith(">:") else None


def _id(line: str) -> tuple[str, ...]:
    name, _, value = line.partition(":")
    return msg_ids(value) if name.strip().lower() == "message-id" else ()
