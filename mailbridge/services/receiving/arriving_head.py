"""The header section of a message at the door, read once for all who ask before it is kept."""

import asyncio
import logging

from mailbridge.domain.message import Message
from mailbridge.steps.deciding.proof.ambiguous_header import header_section
from mailbridge.steps.reading.mime.parse import parse_header_section

LONG = 8 * 1024  # octets of a header section; a longer one is read beside the event loop

log = logging.getLogger("mailbridge.receive")


class ArrivingHead:
    """Nothing is read until somebody asks."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._message: Message | None = None

    async def message(self) -> Message:
        """What the header section says; the body is empty."""
        if self._message is None:
            section = header_section(self._content) + b"\r\n\r\n"
            self._message = (
                _parsed(section)
                if len(section) <= LONG
                else await asyncio.to_thread(_parsed, section)
            )
        return self._message


def _parsed(section: bytes) -> Message:
    try:
        return parse_header_section(section)
    except Exception as fault:  # whatever it is: the message is kept, and read again in bounds
        log.warning("a header section was not read: %s", type(fault).__name__)
        return Message()
