"""When the server that handed a message to us says that it had it."""

from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import parsedate_to_datetime


def handed_over(header: bytes) -> datetime | None:
    """The date of the topmost Received field (RFC 5321 section 4.4); None without a sound one."""
    field = BytesHeaderParser(policy=compat32).parsebytes(header).get("Received")
    if field is None:
        return None
    _, semicolon, date = str(field).rpartition(";")
    try:
        stamp = parsedate_to_datetime(date)
    except ValueError:
        return None
    return stamp.astimezone(UTC) if semicolon and stamp.tzinfo is not None else None
