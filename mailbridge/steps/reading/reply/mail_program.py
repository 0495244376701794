"""Which mail program wrote a message, whatever its version."""

import re

from mailbridge.domain.message import Message

FIELDS = ("User-Agent", "X-Mailer")
LONGEST = 60  # characters of a name
_VERSION = re.compile(r"[\d(/,;\[].*", re.S)


def program_of(message: Message) -> str:
    """The name of the mail program that wrote a message, as it gives it itself, in lower case and
    without a version; else the domain under which it makes message ids, as web mail has no name; ""
    where nothing tells.
    """
    for field in FIELDS:
        name = spelled(_VERSION.sub("", message.header(field) or ""))
        if name:
            return name
    labels = (message.message_id or "").rpartition("@")[2].lower().split(".")
    return f"@{'.'.join(labels[-2:])}"[:LONGEST] if len(labels) > 1 else ""


def spelled(name: str) -> str:
    """The one spelling of a program's name."""
    return " ".join(name.lower().split())[:LONGEST]
