"""The parts of a message told apart: what is read as its body, and what is a file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote_to_bytes

from mailbridge.domain.message import Message
from mailbridge.steps.reading.html.enriched_text import ENRICHED, enriched_text
from mailbridge.steps.reading.mime.body_choice import Form, is_html
from mailbridge.steps.reading.mime.charsets.charset import codec_of, decode
from mailbridge.steps.reading.mime.encoded_words import clean, one_line, words_decoded
from mailbridge.steps.reading.mime.field_values import MediaType, disposition
from mailbridge.steps.reading.mime.format_flowed import unflowed
from mailbridge.steps.reading.mime.media_sniffing import sniffed_type
from mailbridge.steps.reading.mime.outlook_files import MAGIC_MSG, MAGIC_TNEF, Unwrapped, unwrapped
from mailbridge.steps.reading.mime.part_tree import Part, grow
from mailbridge.steps.reading.mime.smime import opaque_content
from mailbridge.steps.reading.mime.spam_wrapper import is_wrapped_letter
from mailbridge.steps.reading.mime.transfer_encoding import transfer_decoded
from mailbridge.steps.reading.mime.uuencode import Unpacked, unpacked

_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_:-]{2,40})", re.IGNORECASE)
REACTION = "text/vnd.google.email-reaction+json"
_READABLE_REPORTS = frozenset(
    {"message/delivery-status", "message/disposition-notification", "message/feedback-report"}
)
# nameless forms of a text that may be more than that: read, or kept as files
_NO_RENDERINGS = frozenset(
    {"text/plain", "text/html", "text/calendar", "text/x-vcalendar", "text/vcard", "text/x-vcard",
     "text/csv", "text/rfc822-headers"}
)  # fmt: skip
_RENDERINGS = frozenset(
    {
        "application/json",
        "application/rtf",
        "application/x-amp-html",
        "application/xml",
        "application/xhtml+xml",
    }
)
_FORMATTED = frozenset({"text/rtf", "text/xml", "text/css", "text/javascript", REACTION})
_SIGNATURES = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
)
_PROOFS = (b"-----BEGIN", b"\x30", b"MI")  # ASCII armour; a DER SEQUENCE, also still in base64
ENCRYPTED = "encrypted, not readable"
UNREADABLE = "S/MIME: encrypted or not readable"
_ARMOUR = "-----BEGIN PGP MESSAGE-----"
_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_PATH = re.compile(r"[A-Za-z]:[\\/]|\\\\|\.{1,2}/")  # what a path begins with
_FILE_NAME = re.compile(r"[^/\\<>]{1,120}\.[A-Za-z][A-Za-z0-9]{1,4}")
_ESCAPED = re.compile(r"%[C-Fc-f][0-9A-Fa-f]%[89ABab]")
_PATH_PARTS = re.compile(r"[\\/]")
APPLE_FORK = "application/applefile"
_NAME_LIMIT = 255


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the body in one form or in both (multipart/alternative)."""

    plain: str | None = None
    html: str | None = None
    picture: str | None = None  # the Content-ID of one that stands between two texts


@dataclass(frozen=True)
class File:
    """A part that is a file, its transfer encoding undone."""

    part: Part
    filename: str | None
    octets: bytes
    inline: bool
    content_id: str | None
    path: str
    declared: str | None = None  # the media type, when it is not that of the part
    location: str | None = None  # Content-Location (RFC 2557)
    in_text: bool = False  # the HTML has a place for it

    @cached_property
    def media(self) -> str:
        """The media type of the file; where the declared one says nothing, the one that its octets
        show.
        """
        return sniffed_type(self.declared or self.part.media.name, self.octets, self.filename)


@dataclass(slots=True)
class Sorted:
    """The parts of one message in order, sorted, and what was broken in them."""

    pieces: list[Piece] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    messages: list[Part] = field(default_factory=list)  # the enclosing message/rfc822 parts
    defects: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)  # of the pieces read, where there was HTML
    wrapped: list[Piece] = field(default_factory=list)  # bodies from inside winmail.dat
    letters: list[tuple[Unwrapped, str]] = field(
        default_factory=list
    )  # .msg files, and their paths


def sort_parts(root: Part) -> Sorted:
    """Body and files of a message, after RFC 8621 section 4.1.4."""
    content = Sorted()
    content.pieces = list(_pieces(root, content, first=True, container=""))
    if all(is_blank(piece.plain or piece.html) for piece in content.pieces):
        content.pieces += content.wrapped
    return content


def is_encrypted(message: Message) -> bool:
    """Whether nobody without its key can read the message."""
    return not {ENCRYPTED, UNREADABLE}.isdisjoint(message.defects)


def is_blank(text: str | None) -> bool:
    """Whether there is nothing but white space; a long text is not copied for it."""
    return not text or text.isspace()


def _pieces(part: Part, found: Sorted, first: bool, container: str) -> Iterator[Piece]:
    kind = part.media.name
    children = _children(part)
    if kind in _SMIME:
        yield from _signed(part, found)
        return
    if children and kind.startswith("multipart/"):
        yield from _container(part, children, found)
    elif children and kind in _READABLE_REPORTS:
        yield Piece(plain=_fields_as_text(children))
    elif (
        children
        and children[0] is not None
        and kind.startswith("message/")
        and kind not in ("message/external-body", "message/partial")
    ):
        found.messages.append(part)
    elif _is_body(part, first, container):
        yield from _text(part, found)
    elif kind != REACTION:
        _file(part, found)
        if container == "multipart/mixed" and kind.startswith("image/"):
            yield from _picture_between(part)


def _picture_between(part: Part) -> Iterator[Piece]:
    """Apple Mail cuts a text in two and puts the picture between its halves."""
    if _disposition(part).name == "inline":
        yield Piece(picture=_content_id(part) or own_content_id(part.path or "1"))


def own_content_id(path: str) -> str:
    """The Content-ID of a picture that has none and has a place in the text."""
    return f"part{path.replace(':', '.')}@picture"


def is_blank_octets(octets: bytes) -> bool:
    """Whether a part has no body to speak of."""
    return not octets or octets.isspace()


def _children(part: Part) -> list[Part]:
    payload = part.get_payload() if part.is_multipart() else []
    return [child for child in payload if isinstance(child, Part)]


def _container(part: Part, children: list[Part], found: Sorted) -> Iterator[Piece]:
    kind = part.media.name
    if inner := _filtered_letter(part, children, found):
        yield from inner
        return
    pieces = [
        piece
        for number, child in enumerate(_telling(kind, children, found))
        for piece in _pieces(child, found, first=number == 0, container=kind)
    ]
    if kind == "multipart/alternative" and pieces:
        plain = [piece.plain for piece in pieces if piece.plain and piece.plain.strip()]
        html = [piece.html for piece in pieces if piece.html and piece.html.strip()]
        yield Piece("\n".join(plain) if plain else None, "\n".join(html) if html else None)
    else:
        yield from pieces


def _telling(kind: str, children: list[Part], found: Sorted) -> list[Part]:
    """The parts that are more than structure: no signature, no version part of an encrypted letter
    (RFC 3156 section 4), no further rendering of a text that is there anyway (RFC 2046 section
    5.1.4).
    """
    if kind == "multipart/signed" and len(children) > 1:
        return [child for child in children if not _is_signature(child)]
    if kind == "multipart/appledouble":  # RFC 1740: the fork that only a Macintosh reads
        return [child for child in children if child.media.name != APPLE_FORK] or children
    if kind == "multipart/encrypted":
        _say(found, ENCRYPTED)
        first = children[0].media.name if len(children) > 1 else ""
        return children[1:] if first == "application/pgp-encrypted" else children
    if any(map(_is_version, children)):  # Exchange makes another multipart of an encrypted one
        _say(found, ENCRYPTED)
        return [child for child in children if not _is_version(child)]
    if kind == "multipart/alternative" and any(map(_says_something, children)):
        return [child for child in children if not _is_rendering(child)]
    return children


def _is_signature(part: Part) -> bool:
    """The second half of a signed letter (RFC 1847 section 2.1): a proof, and no file. What only
    bears its name, and is neither armoured (RFC 3156 section 5) nor DER, stays a file.
    """
    if part.media.name not in _SIGNATURES or part.is_multipart():
        return False
    octets = transfer_decoded(part)[0].lstrip()
    return not octets or octets.startswith(_PROOFS)


def _is_version(part: Part) -> bool:
    """The first half of an encrypted letter (RFC 3156 section 4)."""
    return part.media.name == "application/pgp-encrypted" and part.body.lstrip().startswith(
        b"Version"
    )


def _says_something(part: Part) -> bool:
    return part.is_multipart() or (_is_text(part) and not is_blank_octets(part.body))


def _is_text(part: Part) -> bool:
    return part.media.name in ("text/plain", "text/html")


def _is_rendering(part: Part) -> bool:
    """A nameless alternative in a form that nobody chose: AMP, watch, enriched, RTF, JSON."""
    name = part.media.name
    placed = _disposition(part)
    if part.is_multipart() or _filename(part, placed) or placed.name == "attachment":
        return False
    other_text = name.startswith("text/") and name not in _NO_RENDERINGS
    return other_text or name in _RENDERINGS or name.endswith("+json")


def _filtered_letter(part: Part, children: list[Part], found: Sorted) -> list[Piece]:
    """The body of the letter that a spam filter put into its report; nothing when none did. The
    letter itself stays a file.
    """
    wrapped = children[-1]
    is_original = len(children) == 2 and is_wrapped_letter(part, wrapped)
    inner = _children(wrapped) if is_original else []
    if not inner or not _is_text(children[0]):
        return []
    inside = Sorted()
    pieces = list(_pieces(inner[0], inside, first=True, container=""))
    if not any((piece.plain or piece.html or "").strip() for piece in pieces):
        return []
    _say(found, "a spam filter's report taken off")
    found.messages.append(wrapped)
    return pieces


def _is_body(part: Part, first: bool, container: str) -> bool:
    placed = _disposition(part)
    if not _is_text(part):
        if part.media.name == "text/rfc822-headers":
            return container == "multipart/report"
        return _is_rendered_text(part) and (first or container == "multipart/alternative")
    if placed.name == "attachment":
        return not part.path and not _filename(part, placed)
    return first or container == "multipart/alternative" or not _filename(part, placed)


def _is_rendered_text(part: Part) -> bool:
    """Enriched text, Markdown and their like, which nobody called a file."""
    name = part.media.name
    return name.startswith("text/") and name not in _FORMATTED and _is_rendering(part)


def _disposition(part: Part) -> MediaType:
    value = part.first("content-disposition")
    return disposition(value) if value else MediaType("", {})


def _filename(part: Part, placed: MediaType) -> str | None:
    """The name a file goes by: `filename`, else `name`, else a Content-Description that looks like
    one, of what is no text that stands in the letter.
    """
    name = (
        placed.params.get("filename") or part.media.params.get("name") or placed.params.get("name")
    )
    is_file = not _is_text(part) or placed.name == "attachment"
    said = part.first("content-description").strip() if is_file and not name else ""
    name = said if _FILE_NAME.fullmatch(said) else name
    return _short(_unescaped(words_decoded(name))) if name else None


def _unescaped(name: str) -> str:
    """A name that its program escaped as links are; what is ASCII then was meant so."""
    if not _ESCAPED.search(name) or " " in name:
        return name
    try:
        plain = unquote_to_bytes(name).decode("utf-8")
    except UnicodeDecodeError:
        return name
    return name if plain.isascii() else plain


def part_filename(part: Part) -> str | None:
    """The name of a part that is a file, or None."""
    return _filename(part, _disposition(part))


def _short(name: str) -> str | None:
    name = one_line(name).strip()
    if _PATH.match(name):
        name = _PATH_PARTS.split(name.rstrip("/\\"))[-1]
    if len(name) <= _NAME_LIMIT:
        return name or None
    stem, dot, suffix = name.rpartition(".")
    return (
        f"{stem[: _NAME_LIMIT - 20]}.{suffix}" if dot and len(suffix) < 12 else name[:_NAME_LIMIT]
    )


def _text(part: Part, found: Sorted) -> Iterator[Piece]:
    octets, defect = transfer_decoded(part)
    _say(found, defect)
    declared_html = part.media.name == "text/html"
    if not declared_html and (b"begin" in octets):
        octets, files = unpacked(octets)
        found.files.extend(
            _unpacked_file(part, number, one) for number, one in enumerate(files, start=1)
        )
        for file in files:
            _say(found, f"file {file.filename} found inside the text")
    charset = _charset(part, octets, declared_html)
    if codec_of(charset) == "utf-8":  # the octets are a copy already, and go before the text comes
        octets = octets.replace(b"\r\n", b"\n")
    text = decoded_text(octets, charset, found)
    if text.lstrip().startswith(_ARMOUR):
        _say(found, ENCRYPTED)
    if part.media.name in ENRICHED:
        yield Piece(plain=enriched_text(text))
    elif declared_html or is_html(text):
        yield Piece(html=text)
    elif part.media.params.get("format", "").lower() == "flowed":
        yield Piece(plain=unflowed(text, part.media.params.get("delsp", "").lower() == "yes"))
    else:
        yield Piece(plain=text)


def _charset(part: Part, octets: bytes, is_html: bool) -> str | None:
    declared = part.media.params.get("charset")
    if is_html and not declared and not octets.isascii() and (meta := _META.search(octets[:2048])):
        return meta[1].decode("ascii")
    return declared


def decoded_text(octets: bytes, charset: str | None, found: Sorted) -> str:
    """Octets of a text part as text with LF line ends and no control characters."""
    has_controls = len(octets.translate(None, _CONTROLS)) != len(octets)  # a copy, soon gone
    text, defect = decode(octets, charset)
    _say(found, defect)
    if has_controls:
        if b"\x00" in octets and "\x00" in text:
            _say(found, "NUL octets removed")
        text = clean(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("\ufeff")


def _unpacked_file(part: Part, number: int, one: Unpacked) -> File:
    return File(
        part,
        _short(one.filename),
        one.octets,
        False,
        None,
        f"{part.path or '1'}:{number}",
        "application/octet-stream",
    )


def _file(part: Part, found: Sorted) -> None:
    octets, defect = transfer_decoded(part)
    _say(found, defect)
    placed = _disposition(part)
    content_id = _content_id(part)
    name = _filename(part, placed)
    if not octets.strip():
        _say(found, f"file {name or 'without a name'} is empty, left out")
        return
    path = part.path or "1"
    inside = unwrapped(octets) if octets[:4] in (MAGIC_TNEF, MAGIC_MSG[:4]) else None
    if inside and octets.startswith(MAGIC_TNEF):
        _say(found, f"{name or 'a file'} is a wrapper of Outlook, its content taken out")
        found.wrapped.append(Piece(inside.text, inside.html))
        found.files.extend(
            _inner_file(part, one, content, f"{path}:{n}")
            for n, (one, content) in enumerate(inside.files, start=1)
        )
        return
    if inside:
        found.letters.append((inside, path))
    location = words_decoded(part.first("content-location")).strip() or None
    inline = placed.name == "inline" and part.media.name.startswith("image/")
    found.files.append(File(part, name, octets, inline, content_id, path, None, location))


def _content_id(part: Part) -> str | None:
    return words_decoded(part.first("content-id")).strip("<> \t") or None


def _inner_file(part: Part, name: str | None, octets: bytes, path: str) -> File:
    return File(
        part, _short(name) if name else None, octets, False, None, path, "application/octet-stream"
    )


def _signed(part: Part, found: Sorted) -> Iterator[Piece]:
    """What an opaque S/MIME signature holds; who signed it is not checked here."""
    octets, defect = transfer_decoded(part)
    _say(found, defect)
    content = opaque_content(octets)
    if content is None:
        _say(found, UNREADABLE)
        _file(part, found)
        return
    _say(found, "S/MIME: signed, not verified")
    inner, defects = grow(content)
    for one in defects:
        _say(found, one)
    yield from _pieces(inner, found, first=True, container="")


def _fields_as_text(blocks: list[Part]) -> str:
    return "\n\n".join(
        "\n".join(f"{name}: {words_decoded(str(value))}" for name, value in block.raw_items())
        + (
            f"\n\n{payload}"
            if isinstance(payload := block.get_payload(), str) and payload.strip()
            else ""
        )
        for block in blocks
    )


def _say(found: Sorted, defect: str | None) -> None:
    if defect and defect not in found.defects and len(found.defects) < 50:
        found.defects.append(defect)
