"""A message put together: header fields and MIME parts (RFC 5322, RFC 2045 to 2047), CRLF line
ends, nothing but ASCII inside.
"""

import base64
import hashlib
import unicodedata
from binascii import b2a_qp
from collections.abc import Iterable, Sequence
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache

from mailbridge.domain.letter import File
from mailbridge.domain.message import Mailbox

_NOT_PRINTABLE = bytes(range(0x7F, 0x100))  # in quoted-printable, three octets each
LINE = 76
SHORT_LINE = 1000  # octets; longer ones are hardly ever the same
# octets in one encoded word: 48 characters of base64 and a frame of 12. RFC 2047 section 2 allows
# 75, but 76 for the whole line, where the longest name of ours ("Thread-Topic: ") may stand, too
_ENCODED = 36
_PIECE = 54  # characters of a parameter's piece (RFC 2231 section 3)
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def one_line(text: str) -> str:
    """Text that cannot end a header field or turn it around: no controls, no line ends, no
    direction marks.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (" " if _ends_a_line(letter) else letter for letter in text if letter not in _BIDI)
    return " ".join("".join(kept).split())


def _ends_a_line(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Zl", "Zp", "Cs")


def unstructured(text: str) -> str:
    """The body of a field such as Subject."""
    clean = one_line(text)
    return clean if clean.isascii() and "=?" not in clean else encoded_words(clean)


def encoded_words(text: str) -> str:
    """RFC 2047, one character never cut in two."""
    chunks: list[bytearray] = [bytearray()]
    for letter in text:
        octets = letter.encode()
        if len(chunks[-1]) + len(octets) > _ENCODED:
            chunks.append(bytearray())
        chunks[-1] += octets
    return " ".join(f"=?utf-8?B?{base64.b64encode(chunk).decode()}?=" for chunk in chunks)


def mailbox(one: Mailbox) -> str:
    """A mailbox as a header field has it (RFC 5322 section 3.4)."""
    name, address = (
        one_line(one.name),
        one_line(one.address).replace(" ", "").replace("<", "").replace(">", ""),
    )
    if not name:
        return address
    if name.isascii() and "=?" not in name:
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}" <{address}>'
    return f"{encoded_words(name)} <{address}>"


def mailboxes(many: Iterable[Mailbox]) -> str:
    """Several, with commas between."""
    return ", ".join(mailbox(address) for address in many)


def msg_ids(ids: Iterable[str]) -> str:
    """Ids in brackets, for References and In-Reply-To (RFC 5322 section 3.6.4)."""
    return " ".join(f"<{one_line(number).replace(' ', '')}>" for number in ids)


def date(at: datetime) -> str:
    """A moment as a Date field has it (RFC 5322 section 3.3)."""
    return format_datetime(at)


def folded(name: str, value: str) -> str:
    """A header field, folded at spaces (RFC 5322 section 2.2.3)."""
    if len(name) + 2 + len(value) <= LINE:
        return f"{name}: {value}\r\n"
    lines, line = [], f"{name}:"
    for word in value.split(" "):
        if len(line) + 1 + len(word) > LINE and line.strip() and not line.endswith(":"):
            lines.append(line)
            line = ""
        line = f"{line} {word}"
    return "\r\n".join([*lines, line]) + "\r\n"


class Lines:
    """Whole lines of a text, which is made of such pieces: those that several texts have in common
    are encoded once.
    """

    __slots__ = ("_encoded", "_is_plain", "not_printable", "octets", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        octets = text.encode("utf-8", "replace")
        if b"\r" in octets:
            octets = octets.replace(b"\r\n", b"\n")
        self.octets = octets
        self.not_printable = _not_printable(octets)  # how many take three in quoted-printable
        self._is_plain: bool | None = None
        self._encoded: tuple[str, bytes] | None = None  # the newest encoding

    @property
    def is_plain(self) -> bool:
        """Whether they may travel as they are."""
        if self._is_plain is None:
            octets = self.octets
            plain = octets.isascii() and b"\r" not in octets and b"\x00" not in octets
            self._is_plain = plain and max(map(len, octets.split(b"\n"))) <= LINE + 2
        return self._is_plain

    def encoded(self, encoding: str) -> bytes:
        """In that Content-Transfer-Encoding (RFC 2045 section 6), each line by itself."""
        if self._encoded is None or self._encoded[0] != encoding:
            bare = self.octets.replace(b"\r", b"")
            quoted = _quoted_printable(bare) if encoding == "quoted-printable" else bare
            self._encoded = encoding, quoted.replace(b"\n", b"\r\n")
        return self._encoded[1]


def _not_printable(octets: bytes) -> int:
    if octets.isascii() and b"\x7f" not in octets:
        return 0
    return len(octets) - len(octets.translate(None, _NOT_PRINTABLE))


def _quoted_printable(octets: bytes) -> bytes:
    """Line by line (RFC 2045 section 6.7), LF line ends."""
    if octets.find(b"\n") in (-1, len(octets) - 1):  # of one letter alone
        return b2a_qp(octets)
    return b"".join(
        [
            _quoted_line(line) if len(line) <= SHORT_LINE else b2a_qp(line)
            for line in octets.splitlines(keepends=True)
        ]
    )


@lru_cache(512)  # most lines of the HTML stand in every letter of that kind
def _quoted_line(line: bytes) -> bytes:
    return b2a_qp(line)


def message(
    head: str,
    text: Sequence[Lines],
    html: Sequence[Lines],
    files: Sequence[bytes],
    unique: str,
    pictures: Sequence[bytes] = (),
) -> bytes:
    """The whole message: folded fields, the text, the same as HTML with its pictures (RFC 2387),
    and files as `file_part` makes them. `unique` makes the boundaries.
    """
    page = _text_part("html", html)
    if pictures:
        page = _multipart("related", [page, *pictures], unique)
    body = _multipart("alternative", [_text_part("plain", text), page], unique)
    if files:
        body = _multipart("mixed", [body, *files], unique)
    return head.encode() + body


@lru_cache(3)  # the copies of a letter have the same
def _boundary(subtype: str, unique: str) -> str:
    # "=_" is in no encoded part
    return f"={subtype}_{hashlib.sha256(f'{subtype} {unique}'.encode()).hexdigest()[:32]}"


def _multipart(subtype: str, parts: Sequence[bytes], unique: str) -> bytes:
    boundary = _boundary(subtype, unique)
    head = f'Content-Type: multipart/{subtype};\r\n boundary="{boundary}"\r\n\r\n'
    between = f"--{boundary}\r\n".encode()
    return (
        head.encode()
        + b"".join(between + part + b"\r\n" for part in parts)
        + f"--{boundary}--\r\n".encode()
    )


def _text_part(subtype: str, text: Sequence[Lines]) -> bytes:
    encoding = _encoding(text)
    if encoding == "base64":
        body = _base64(b"".join([lines.octets for lines in text]).replace(b"\n", b"\r\n"))
    else:
        body = b"".join([lines.encoded(encoding) for lines in text])
    head = (
        f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: "
        f"{encoding}\r\n\r\n"
    )
    return head.encode() + body


def _encoding(text: Sequence[Lines]) -> str:
    """As it is where it may travel so; quoted-printable where most of it is ASCII; else base64."""
    if all(lines.is_plain for lines in text):
        return "7bit"
    octets = sum([len(lines.octets) for lines in text])
    mostly = sum([lines.not_printable for lines in text]) * 6 < octets
    return "quoted-printable" if mostly else "base64"


def _base64(octets: bytes) -> bytes:
    """In lines of 76 (RFC 2045 section 6.8)."""
    encoded = base64.b64encode(octets)
    lines = [encoded[at : at + LINE] for at in range(0, len(encoded), LINE)]
    return b"\r\n".join([*lines, b""])


def file_part(file: File) -> bytes:
    """A file as a part of a message, in base64."""
    kind = file.content_type.lower()
    well_formed = (
        kind.isascii()
        and kind.count("/") == 1
        and all(letter.isalnum() or letter in "/.+-_" for letter in kind)
    )
    plain = well_formed and not kind.startswith(("multipart/", "message/"))
    name = one_line(file.filename).replace("/", "_") or "file"
    head = (
        "Content-Type: "
        f"{kind if plain else 'application/octet-stream'}\r\nContent-Transfer-Encoding: base64\r\n"
    )
    disposition = f"Content-Disposition: attachment;\r\n filename{_parameter(name)}\r\n\r\n"
    return (head + disposition).encode() + _base64(file.content or b"")


def picture_part(file: File, content_id: str) -> bytes:
    """A picture that stands in the HTML (RFC 2392), in base64."""
    name = one_line(file.filename).replace("/", "_") or "file"
    head = (
        f"Content-Type: {file.content_type.lower()}\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-ID: <{content_id}>\r\n"
    )
    disposition = f"Content-Disposition: inline;\r\n filename{_parameter(name)}\r\n\r\n"
    return (head + disposition).encode() + _base64(file.content or b"")


def _parameter(name: str) -> str:
    """RFC 2231 where the name is not plain ASCII; in pieces where it is long."""
    if name.isascii() and len(name) <= 60:
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'="{quoted}"'
    first, *others = _pieces(name)
    if not others:
        return f"*=utf-8''{first}"
    more = (f";\r\n filename*{number}*={piece}" for number, piece in enumerate(others, 1))
    return f"*0*=utf-8''{first}" + "".join(more)


def _pieces(name: str) -> list[str]:
    """Percent-encoded, cut between characters: each piece is text by itself."""
    pieces = [""]
    for letter in name:
        octets = "".join(f"%{octet:02X}" for octet in letter.encode())
        safe = letter if letter.isascii() and (letter.isalnum() or letter in ".-_") else octets
        if len(pieces[-1]) + len(safe) > _PIECE:
            pieces.append("")
        pieces[-1] += safe
    return pieces
