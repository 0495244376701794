"""Bytes to a Message (RFC 5322, RFC 2045), whatever state they are in."""

from email.message import Message as Mime
from typing import NamedTuple

from mailbridge.domain.message import Message


class Parsed(NamedTuple):
    """The message, and the MIME tree it came from (never pickled, never kept)."""

    message: Message
    mime: Mime


def parse(raw: bytes) -> Parsed:
    """Never raises on a message, however broken; `message.defects` says what was mended."""
    import mailparser

    parsed = mailparser.parse_from_bytes(raw)
    return Parsed(Message(subject=parsed.subject, text="\n".join(parsed.text_plain)), parsed.message)
