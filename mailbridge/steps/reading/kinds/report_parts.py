"""The MIME tree as a reader of reports needs it: the notification's own parts, and the text of
each.
"""

from collections.abc import Iterator
from email.message import Message as Mime

from mailbridge.steps.reading.mime.charsets.charset import decode

PARTS_READ = 60
CHARACTERS_READ = 60_000


def own_parts(mime: Mime) -> Iterator[tuple[str, Mime]]:
    """Media type and part, the root first, never looking into an attached message (RFC 2046 section
    5.2).
    """
    waiting, seen = [mime], 0
    while waiting and seen < PARTS_READ:
        part = waiting.pop()
        seen += 1
        media = part.get_content_type()
        yield media, part
        if media.startswith("multipart/"):
            waiting.extend(reversed(children(part)))


def children(part: Mime) -> list[Mime]:
    """The parts inside, or nothing."""
    payload: object = part.get_payload()
    return (
        [child for child in payload if isinstance(child, Mime)] if isinstance(payload, list) else []
    )


def report_text(part: Mime) -> str:
    """The lines of a part made of fields (message/delivery-status and its like), however it was
    packed.
    """
    blocks = children(part)
    if not blocks:
        return part_text(part)
    encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
    if encoding in {"base64", "quoted-printable"}:
        return _repacked(part, blocks, encoding)
    return "\n\n".join(map(_block_text, blocks[:PARTS_READ]))[:CHARACTERS_READ]


def _block_text(block: Mime) -> str:
    fields = _field_lines(block)
    inside = children(block)
    if inside:
        return "\n\n".join((fields, *map(_field_lines, inside)))
    payload = part_text(block)
    return fields + ("\n" + payload if payload.strip() else "")


def _field_lines(block: Mime) -> str:
    """The fields as lines, octets beyond ASCII read as UTF-8."""
    lines = "\n".join(f"{name}: {value}" for name, value in block.raw_items())
    return (
        lines
        if lines.isascii()
        else lines.encode(errors="surrogateescape").decode(errors="replace")
    )


def _repacked(part: Mime, blocks: list[Mime], encoding: str) -> str:
    plain = Mime()
    plain["Content-Transfer-Encoding"] = encoding
    plain.set_payload("\n\n".join(map(_block_text, blocks[:PARTS_READ])))
    return part_text(plain)


def part_text(part: Mime) -> str:
    """The text of a leaf, its transfer encoding undone; octets that are no text become U+FFFD."""
    payload: object = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    text = decode(payload[: 4 * CHARACTERS_READ], part.get_content_charset()).text
    return text[:CHARACTERS_READ].replace("\r\n", "\n").replace("\r", "\n")


def enclosed_fields(part: Mime) -> Mime | None:
    """The header section of a returned message: message/rfc822, text/rfc822-headers (RFC 6522) and
    their kin.
    """
    inside = children(part)
    if inside:
        return inside[0]
    text = part_text(part).lstrip("\n")
    return _header_section(text) if text else None


def _header_section(text: str) -> Mime:
    from email.parser import HeaderParser

    return HeaderParser().parsestr(text)
