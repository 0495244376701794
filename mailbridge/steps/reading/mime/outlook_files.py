"""What Outlook wraps: winmail.dat (TNEF) and .msg files. Both need the extra `outlook`; without it
the files stay as they are.
"""

import logging
from datetime import UTC, datetime
from typing import NamedTuple

MAGIC_MSG = bytes.fromhex("d0cf11e0a1b11ae1")
MAGIC_TNEF = bytes.fromhex("789f3e22")
MAX_WRAPPED = 30 * 1024 * 1024


class Unwrapped(NamedTuple):
    """Text, HTML and files (name, octets) from inside; `subject` where it is told."""

    text: str | None
    html: str | None
    files: tuple[tuple[str | None, bytes], ...]
    subject: str | None = None
    author: str | None = None
    date: datetime | None = None  # aware


def unwrapped(octets: bytes) -> Unwrapped | None:
    """The content of a winmail.dat or .msg; None when it is neither, damaged, or the extra is not
    installed.
    """
    if len(octets) > MAX_WRAPPED:
        return None
    try:
        if octets.startswith(MAGIC_TNEF):
            return _tnef(octets)
        if octets.startswith(MAGIC_MSG):
            return _msg(octets)
    except MemoryError:
        raise
    except Exception:  # two parsers of binary formats, on hostile octets
        return None
    return None


def _tnef(octets: bytes) -> Unwrapped | None:
    try:
        from tnefparse import TNEF
    except ImportError:
        return None
    logging.getLogger("tnefparse").setLevel(logging.CRITICAL)
    found = TNEF(octets, do_checksum=False)
    files = tuple(
        (attachment.long_filename() or attachment.name, bytes(attachment.data))
        for attachment in found.attachments
        if attachment.data
    )
    return Unwrapped(_str(found.body), _str(found.htmlbody), files)


def _msg(octets: bytes) -> Unwrapped | None:
    try:
        from oxmsg import Message
    except ImportError:
        return None
    import io

    message = Message.load(io.BytesIO(octets))
    files = tuple(
        (attachment.file_name, bytes(attachment.file_bytes))
        for attachment in message.attachments
        if attachment.file_bytes
    )
    return Unwrapped(
        _str(message.body),
        _str(message.html_body),
        files,
        _str(message.subject),
        _str(message.sender),
        _moment(message.sent_date),
    )


def _moment(value: object) -> datetime | None:
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _str(value: object) -> str | None:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return (
        value.replace("\r\n", "\n").rstrip("\x00")
        if isinstance(value, str) and value.strip()
        else None
    )
