"""What Outlook wraps: winmail.dat (TNEF) and .msg files. Both need the extra `outlook`; without it
the files stay as they are.
"""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING, NamedTuple

from mailbridge.steps.reading.html.rich_text import decompressed, rich_text
from mailbridge.steps.reading.mime.charsets.charset import guess

if TYPE_CHECKING:
    from oxmsg import Message
    from oxmsg.attachment import Attachment

MAGIC_MSG = bytes.fromhex("d0cf11e0a1b11ae1")
MAGIC_TNEF = bytes.fromhex("789f3e22")
MAX_WRAPPED = 30 * 1024 * 1024
MOST_LEVELS = 5  # of letters in letters
_RICH_TEXT = 0x1009  # the property with a compressed body (MS-OXPROPS)
_LETTER = "_3701000D"  # how the storage of a letter ends that is an attachment
_CODE_PAGES = (0x3FFD, 0x3FDE)  # of the strings, of the body
_BYTEWISE = ("_0037001E", "_1000001E")  # how the streams end of a subject and a text in octets
_AS_READ = "iso-8859-15"  # what the reader takes octets for where no code page stands
_SHORT_HEAD, _PROPERTY, _LONGEST_FIELD = 24, 16, 500  # octets, octets, characters


class Unwrapped(NamedTuple):
    """Text, HTML and files (name, octets) from inside; `subject` where it is told."""

    text: str | None
    html: str | None
    files: tuple[tuple[str | None, bytes], ...]
    subject: str | None = None
    author: str | None = None
    date: datetime | None = None  # aware


def unwrapped(octets: bytes, level: int = 0) -> Unwrapped | None:
    """The content of a winmail.dat or .msg; None when it is neither, damaged, or the extra is not
    installed. `level`: how many wrappers are around it.
    """
    if len(octets) > MAX_WRAPPED:
        return None
    try:
        if octets.startswith(MAGIC_TNEF):
            return _tnef(octets, level)
        if octets.startswith(MAGIC_MSG):
            return _msg(octets)
    except MemoryError:
        raise
    except Exception:  # two parsers of binary formats, on hostile octets
        return None
    return None


def _tnef(octets: bytes, level: int) -> Unwrapped | None:
    try:
        from tnefparse import TNEF
    except ImportError:
        return None
    logging.getLogger("tnefparse").setLevel(logging.CRITICAL)
    found = TNEF(octets, do_checksum=False)
    files = tuple(
        _enclosed(bytes(attachment.data), attachment.long_filename() or attachment.name, level)
        for attachment in found.attachments
        if attachment.data
    )
    text, html = _str(found.body), _str(found.htmlbody)
    if text is None and html is None:
        text, html = rich_text(decompressed(bytes(found.rtfbody or b"")))
    return Unwrapped(text, html, files)


def _enclosed(octets: bytes, name: str | None, level: int) -> tuple[str | None, bytes]:
    """A file inside a winmail.dat; a letter in there becomes a message, whatever it is called."""
    is_letter = octets.startswith(MAGIC_TNEF) and level < MOST_LEVELS
    letter = unwrapped(octets, level + 1) if is_letter else None
    return (name, octets) if letter is None else (f"{name}.eml", _as_message(letter, name))


def _msg(octets: bytes) -> Unwrapped | None:
    try:
        from oxmsg import Message
    except ImportError:
        return None
    import io

    return _of_message(Message.load(io.BytesIO(octets)), 0)


def _of_message(message: "Message", level: int) -> Unwrapped:
    codec = _codec_untold(message)
    text, html = _str(_again(message.body, codec)), _str(_again(message.html_body, codec))
    if text is None and html is None:
        packed = message.properties.binary_prop_value(_RICH_TEXT)
        text, html = rich_text(decompressed(packed or b""))
    files = tuple((_again(name, codec), octets) for name, octets in _files(message, level))
    return Unwrapped(
        text,
        html,
        files,
        _str(_again(message.subject, codec)),
        _str(_again(message.sender, codec)),
        _moment(message.sent_date),
    )


def _codec_untold(message: "Message") -> str | None:
    """What the strings of an old letter are written in whose code page nobody says, by their
    letters; None where it is told, or where they are Unicode.
    """
    if any(message.properties.int_prop_value(number) is not None for number in _CODE_PAGES):
        return None
    from oxmsg.storage import Storage

    kept = message._storage
    octets = b"\n".join(
        stream.bytes_
        for stream in (kept.streams if isinstance(kept, Storage) else ())
        if stream.name.upper().endswith(_BYTEWISE)
    )
    return None if octets.isascii() else guess(octets)


def _again(text: str | None, codec: str | None) -> str | None:
    """A text of the reader's, decoded once more; one that it did not take for octets stays."""
    if text is None or codec is None:
        return text
    try:
        return text.encode(_AS_READ).decode(codec, "replace")
    except UnicodeEncodeError:
        return text


def _files(message: "Message", level: int) -> Iterator[tuple[str | None, bytes]]:
    """The files; a letter attached in Outlook has no octets of its own and is made a message."""
    for attachment in message.attachments:
        if attachment.file_bytes:
            yield attachment.file_name, bytes(attachment.file_bytes)
        elif level < MOST_LEVELS and (inner := _letter_in(attachment)):
            letter = _of_message(inner, level + 1)
            yield f"{letter.subject or 'letter'}.eml", _as_message(letter, letter.subject)


def _letter_in(attachment: "Attachment") -> "Message | None":
    """The letter that an attachment is."""
    from oxmsg import Message
    from oxmsg.storage import Storage, Stream

    outer = attachment._storage
    kept = outer.storages if isinstance(outer, Storage) else ()
    inner = next((storage for storage in kept if storage.name.endswith(_LETTER)), None)
    if inner is None:
        return None
    streams = tuple(
        Stream(stream.path, _as_of_file(stream.name, stream.bytes_)) for stream in inner.streams
    )
    return Message(Storage(inner.path, streams, inner.storages))


def _as_of_file(name: str, octets: bytes) -> bytes:
    """A table of properties with a head as long as that of a file; a letter within has a shorter
    one (MS-OXMSG section 2.4.1.2), as its length tells.
    """
    short = name.startswith("__properties") and not (len(octets) - _SHORT_HEAD) % _PROPERTY
    return octets[:_SHORT_HEAD] + bytes(8) + octets[_SHORT_HEAD:] if short else octets


def _as_message(letter: Unwrapped, title: str | None) -> bytes:
    """A letter as RFC 6532 has it, whatever its author is called; the same octets each time."""
    made = EmailMessage(policy=SMTP)
    made.set_content(_encodable(letter.text or ""), charset="utf-8", cte="base64")
    if letter.html:
        html = _encodable(letter.html)
        made.add_alternative(html, subtype="html", charset="utf-8", cte="base64")
    for name, octets in letter.files:
        called = _one_line(name) or "file"
        made.add_attachment(octets, "application", "octet-stream", filename=called)
    for number, part in enumerate(part for part in made.walk() if part.is_multipart()):
        part.set_boundary(f"=_{number}")  # which stands in no base64
    date = format_datetime(letter.date) if letter.date is not None else None
    told = (("Subject", title), ("From", letter.author), ("Date", date))
    lines = ((field, _one_line(value)[:_LONGEST_FIELD]) for field, value in told)
    head = "".join(f"{field}: {line}\r\n" for field, line in lines if line)
    return head.encode() + made.as_bytes()


def _one_line(text: str | None) -> str:
    return " ".join(_encodable(text or "").split())


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


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
