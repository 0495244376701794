"""Everything a message says by itself: parse, trim and the other pure steps in one composition."""

from mailbridge.domain.message import Message, Reading, Trimmed
from mailbridge.steps.parse import parse


def read(raw: bytes, reverse_path: str | None = None) -> Reading:
    """Never raises on a message; what a step could not do is a line in `message.defects`."""
    message, _mime = parse(raw)
    return Reading(message=message, trimmed=_trimmed(message), body=message.text)


def _trimmed(message: Message) -> Trimmed:
    try:
        from mailbridge.steps.trim import trim
    except ImportError:
        return Trimmed(message.text)
    return trim(message)
