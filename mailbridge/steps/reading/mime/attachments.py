"""The files of a message as attachments: named, hashed, sniffed; the calendar among them read."""

import base64
import binascii
import hashlib
import re
from typing import NamedTuple

from mailbridge.domain.message import Attachment, Invitation
from mailbridge.steps.reading.mime.body_parts import File, Sorted, part_filename
from mailbridge.steps.reading.mime.encoded_words import words_decoded
from mailbridge.steps.reading.mime.invitation import invitation
from mailbridge.steps.reading.mime.part_tree import Part
from mailbridge.steps.reading.mime.sniff import content_type

_DATA_URL = re.compile(
    r"data:(image/[a-z0-9.+-]{1,40});base64,([A-Za-z0-9+/=\s%]{16,})", re.IGNORECASE
)


class Files(NamedTuple):
    """The attachments, the HTML with its `data:` pictures made `cid:` references, and the
    invitation.
    """

    attachments: tuple[Attachment, ...]
    html: str | None
    event: Invitation | None


def attachments(found: Sorted, html: str | None) -> Files:
    """All files in the order of their parts, then the pictures that lay inside the HTML."""
    pictures: list[Attachment] = []
    if html and "data:image" in html:
        html = _DATA_URL.sub(lambda match: _picture(match, pictures), html)
    wanted = html or ""
    made = [_attachment(one, wanted) for one in found.files] + [
        _letter(part) for part in found.messages
    ]
    event = next(
        (event for one in found.files if (event := invitation(one.part.media, one.octets))), None
    )
    return Files(tuple(sorted(made, key=_place)) + tuple(pictures), html, event)


def _place(one: Attachment) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", one.part)]


def _attachment(one: File, html: str) -> Attachment:
    return Attachment(
        filename=one.filename,
        content_type=content_type(one.declared or one.part.media.name, one.octets, one.filename),
        size=len(one.octets),
        sha256=hashlib.sha256(one.octets).hexdigest(),
        inline=one.inline or (one.content_id is not None and f"cid:{one.content_id}" in html),
        part=one.path,
        content_id=one.content_id,
    )


def _letter(part: Part) -> Attachment:
    """An enclosed message, named after its own subject where it has no name."""
    octets = part.body
    inner = part.get_payload(0)
    subject = words_decoded(inner.first("subject")) if isinstance(inner, Part) else ""
    name = part_filename(part)
    return Attachment(
        filename=name or subject[:200] or None,
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
    if all(one.content_id != content_id for one in pictures):
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
