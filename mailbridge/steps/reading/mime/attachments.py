"""The files of a message as attachments: named, hashed, sniffed; the calendar among them read; and
which of their pictures may be decoration.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mailbridge.domain.message import Attachment, Invitation
from mailbridge.steps.reading.mime.attached_letters import INSIDE
from mailbridge.steps.reading.mime.body_parts import File, Sorted, part_filename, sort_parts
from mailbridge.steps.reading.mime.encoded_words import words_decoded
from mailbridge.steps.reading.mime.field_values import MediaType
from mailbridge.steps.reading.mime.invitation import MAX_CALENDAR, invitation, is_calendar
from mailbridge.steps.reading.mime.media_sniffing import sniffed_type
from mailbridge.steps.reading.mime.outlook_files import MAGIC_MSG, unwrapped
from mailbridge.steps.reading.mime.part_tree import Part, grow
from mailbridge.steps.reading.mime.picture_places import placed
from mailbridge.steps.reading.mime.transfer_encoding import transfer_decoded

_DATA_URL = re.compile(
    r"data:(image/[a-z0-9.+-]{1,40});base64,([A-Za-z0-9+/=\s%]{16,})", re.IGNORECASE
)
_UID = re.compile(rb"^UID[;:]([^\r\n]{1,500})", re.IGNORECASE | re.MULTILINE)

DECORATION_AFTER = (
    2  # letters of the same domain that carried it before; from the next one on it is decoration
)
TINY = 5_000  # bytes; as small as that an attached picture counts, too
SMALL_PICTURE = (
    20_000  # bytes; a bigger one in an answer that quotes may have come with what it quotes
)
MAX_LEVELS = 5  # of letters in letters
MOST_PICTURES = 30  # pictures of one letter that are looked at


class Files(NamedTuple):
    """The attachments, the HTML with its `data:` pictures made `cid:` references, and the
    invitation.
    """

    attachments: tuple[Attachment, ...]
    html: str | None
    event: Invitation | None


def attachments(parts: Sorted, html: str | None) -> Files:
    """All files in the order of their parts, then the pictures that lay inside the HTML."""
    pictures: list[Attachment] = []
    if html and "data:image" in html:
        html = _DATA_URL.sub(lambda match: _picture(match, pictures), html)
    files = _each_once(parts.files)
    if html and files:
        html, files = placed(html, files)
    made = [_attachment(file) for file in files] + [_letter(part) for part in parts.messages]
    event = next(
        (event for file in parts.files if (event := invitation(_media(file), file.octets))), None
    )
    return Files(tuple(sorted(made, key=_place)) + tuple(pictures), html, event)


def _each_once(files: list[File]) -> list[File]:
    """Without a nameless calendar that a named file beside it repeats (RFC 5545 section 3.8.4.7:
    the same UID).
    """
    if not any(file.filename is None and is_calendar(_media(file)) for file in files):
        return files
    named = {
        uid for file in files if file.filename and is_calendar(_media(file)) and (uid := _uid(file))
    }
    return [file for file in files if not _repeats(file, named)]


def _repeats(file: File, named: set[bytes]) -> bool:
    return file.filename is None and is_calendar(_media(file)) and _uid(file) in named


def _media(file: File) -> MediaType:
    """The media type that its octets show, with the parameters of its part."""
    return MediaType(file.media, file.part.media.params)


def _uid(file: File) -> bytes | None:
    match = _UID.search(file.octets[:MAX_CALENDAR])
    return match[1] if match else None


def _place(file: Attachment) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", file.part)]


def _attachment(file: File) -> Attachment:
    return Attachment(
        filename=file.filename,
        content_type=file.media,
        size=len(file.octets),
        sha256=hashlib.sha256(file.octets).hexdigest(),
        inline=file.inline or file.in_text,
        part=file.path,
        content_id=file.content_id,
    )


def _letter(part: Part) -> Attachment:
    """An enclosed message, named after its own subject where it has no name."""
    octets = letter_octets(part)
    inner = part.get_payload(0)
    subject = words_decoded(inner.first("subject")) if isinstance(inner, Part) else ""
    name = part_filename(part)
    return Attachment(
        filename=name or (f"{subject[:200]}.eml" if subject else None),
        content_type=part.media.name,
        size=len(octets),
        sha256=hashlib.sha256(octets).hexdigest(),
        inline=False,
        part=part.path or "1",
    )


def _picture(match: re.Match[str], pictures: list[Attachment]) -> str:
    """Keep a `data:` picture as a file, and leave a reference in its place."""
    try:
        octets = base64.b64decode(match[2].replace("%2B", "+").replace("%3D", "="))
    except (binascii.Error, ValueError):
        return match[0]
    digest = hashlib.sha256(octets).hexdigest()
    content_id = f"{digest[:32]}@data"
    if all(picture.content_id != content_id for picture in pictures):
        pictures.append(
            Attachment(
                None,
                match[1].lower(),
                len(octets),
                digest,
                True,
                f"html:{len(pictures) + 1}",
                content_id,
            )
        )
    return f"cid:{content_id}"


def letter_octets(part: Part) -> bytes:
    """An enclosed message as it was written: RFC 2046 section 5.2.1 allows it no encoding, and
    programs give it one.
    """
    encoding = part.first("content-transfer-encoding").strip().lower()
    encoded = encoding in ("base64", "quoted-printable")
    return transfer_decoded(part)[0] if encoded else part.body


def outlook_file(name: str | None, octets: bytes, path: str) -> Attachment:
    """A file inside a .msg, which tells no type."""
    return Attachment(
        filename=name,
        content_type=sniffed_type("application/octet-stream", octets, name),
        size=len(octets),
        sha256=hashlib.sha256(octets).hexdigest(),
        inline=False,
        part=path,
    )


def part_payload(raw: bytes, part: str) -> bytes:
    """The decoded octets of a part, of one in an enclosed letter, too. KeyError: the message has no
    such part.
    """
    outer, inside, inner = part.partition(INSIDE)
    found = part_payloads(raw)
    if inside and outer in found:
        return part_payload(found[outer], inner)
    return found[part]


def part_payloads(raw: bytes) -> dict[str, bytes]:
    """The decoded octets of all parts that are files, by path: a message of a thousand files is
    read once.
    """
    if raw.startswith(MAGIC_MSG) and (letter := unwrapped(raw)):
        return {f"1:{number}": octets for number, (_, octets) in enumerate(letter.files, start=1)}
    return dict(_payloads(grow(raw)[0], 0))


def _payloads(root: Part, level: int) -> Iterator[tuple[str, bytes]]:
    """Of enclosed letters, too, as deep as they are read."""
    parts = sort_parts(root)
    for file in parts.files:
        yield file.path, file.octets
    for letter, path in parts.letters:
        for number, (_, octets) in enumerate(letter.files, start=1):
            yield f"{path}:{number}", octets
    for message in parts.messages:
        yield message.path or "1", letter_octets(message)
        inner = message.get_payload(0)
        if isinstance(inner, Part) and level < MAX_LEVELS:
            yield from _payloads(inner, level + 1)


def decoration_candidates(files: Iterable[Attachment], quotes: bool) -> tuple[str, ...]:
    """The sha256 of the pictures that may be decoration, each once. `quotes`: the letter repeats an
    earlier one below its own words.
    """
    found = (
        file.sha256
        for file in files
        if file.content_type.startswith("image/") and _may_be_decoration(file, quotes)
    )
    return tuple(dict.fromkeys(found))[:MOST_PICTURES]


def _may_be_decoration(file: Attachment, quotes: bool) -> bool:
    in_text = file.inline or file.content_id is not None
    return (in_text and not (quotes and file.size > SMALL_PICTURE)) or 0 < file.size <= TINY
