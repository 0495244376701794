"""Messages as one mbox file (RFC 4155), lines that look like a separator marked with > as mboxrd
has it.
"""

import re
from collections.abc import Iterable

_SEPARATOR = re.compile(rb"^(>*From )", re.MULTILINE)


def as_mbox(messages: Iterable[bytes]) -> bytes:
    """The messages in order, each behind a separator, with line ends of LF alone."""
    return b"".join(_one(message.replace(b"\r\n", b"\n")) for message in messages)


def _one(message: bytes) -> bytes:
    body = _SEPARATOR.sub(rb">\1", message)
    return b"From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n" + body.rstrip(b"\n") + b"\n\n"
