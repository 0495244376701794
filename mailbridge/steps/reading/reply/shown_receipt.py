"""Read receipts without any structure, told by the fields they show."""

from mailbridge.domain.message import Message
from mailbridge.steps.reading.reply.quoted_header import label_and_value, role_of
from mailbridge.steps.text.base_subject import base_subject

LONGEST = 800  # characters
LEAST_FIELDS, MOST_SAID = 2, 25  # fields shown; words beside them


def is_shown_receipt(message: Message) -> bool:
    """Whether a short letter shows whom ours went to and its subject, which stands behind a colon
    in its own, and says one thing of it, in whatever language: "Přečteno: Plan". A person who
    repeats a head repeats who wrote it.
    """
    ours = message.subject.partition(":")[2].strip()
    prefixed = base_subject(message.subject) != " ".join(message.subject.split())
    if not ours or prefixed or len(message.text) > LONGEST or "?" in message.text:
        return False
    lines = [line.strip() for line in message.text.split("\n") if line.strip()]
    parted = [label_and_value(line) for line in lines]
    rows = [row for row in parted if row is not None and row[1]]
    roles = {role_of(label) for label, _ in rows}
    name = message.author.name if message.author else ""
    addressed = "to" in roles or ("sent" in roles and bool(name) and name in message.text)
    if len(rows) < LEAST_FIELDS or "from" in roles or not addressed:
        return False
    others = [line for line, row in zip(lines, parted, strict=True) if row is None]
    repeated = any(value == ours for _, value in rows)
    return repeated and len(" ".join(others).split()) <= MOST_SAID
