"""Bytes to a tree of MIME parts (RFC 5322, RFC 2045, RFC 2046), in time linear in the bytes,
whatever state they are in.

The parts are `email.message.Message` objects as the standard library would make them; each also
knows where its body lies.
"""

import re
from email.errors import (
    CloseBoundaryNotFoundDefect,
    MalformedHeaderDefect,
    MessageDefect,
    MissingHeaderBodySeparatorDefect,
    NoBoundaryInMultipartDefect,
    StartBoundaryNotFoundDefect,
)
from email.message import Message as Mime
from typing import TYPE_CHECKING, Any

from mailbridge.steps.reading.mime.field_values import MediaType, media_type
from mailbridge.steps.reading.mime.transfer_encoding import transfer_decoded

MAX_DEPTH = 40
MAX_PARTS = 1000
MAX_FIELDS = 2000
MAX_FIELD = 64 * 1024  # octets of one folded field

HEADER_END = re.compile(rb"\n\r?\n")
_FIELD = re.compile(
    rb"([!-9;-~]{1,200})[ \t]*:[ \t]*"
)  # RFC 5322 section 2.2, spaces before the colon by section 4.5
_MBOX_FROM = re.compile(rb">?From [^\r\n]*\r?\n")
_DASHES = re.compile(rb"^--([^\r\n]{1,200}?)(?:--)?[ \t]*\r?$", re.MULTILINE)
_HIDDEN_MULTIPART = re.compile(
    rb"(?:^|\n)--([^\r\n]{1,200}?)[ \t]*\r?\nContent-(?:Type|Transfer|Disp)", re.IGNORECASE
)

if TYPE_CHECKING:
    _Mime = Mime[str, str]
else:
    _Mime = Mime


class Part(_Mime):
    """A part and the place of its body: `source[start:end]`; `path` counts parts from 1 as IMAP
    does.
    """

    source: bytes = b""
    start: int = 0
    end: int = 0
    path: str = ""
    media: MediaType = MediaType("text/plain", {})
    is_unread: bool = False  # a leaf whose body is no text yet
    firsts: dict[str, str] | None = None  # see `_field`
    content_type: str = ""  # see `get_content_type`

    @property
    def body(self) -> bytes:
        """The body as it travelled, its transfer encoding not undone."""
        return self.source[self.start : self.end]

    def get_payload(self, i: int | None = None, decode: bool = False) -> Any:
        """As the standard library's; a leaf's body becomes text when somebody first asks."""
        if self.is_unread:
            self.is_unread = False
            self.set_payload(self.body.decode("ascii", "surrogateescape"))
        return super().get_payload(i, decode)  # type: ignore[call-overload]

    def get_content_type(self) -> str:
        """As the standard library's, found once: the fields stay as they are."""
        if not self.content_type:
            declared = self._field("content-type")
            kind = declared.partition(";")[0].strip().lower() if declared.isascii() else ""
            is_plain = kind.count("/") == 1
            self.content_type = kind if is_plain else super().get_content_type()
        return self.content_type

    def first(self, name: str) -> str:
        """The first field of that name (lower case) that says something, raw octets as surrogates;
        else empty.
        """
        value = self._field(name)
        if value and not value.isspace():
            return value
        if name not in (self.firsts or ()):
            return ""
        values = (str(value) for key, value in self.raw_items() if key.lower() == name)
        return next((value for value in values if value.strip()), "")

    def _field(self, name: str) -> str:
        """The very first field of that name (lower case), empty where none is."""
        if self.firsts is None:
            fields = [(key.lower(), str(value)) for key, value in self.raw_items()]
            self.firsts = dict(reversed(fields))
        return self.firsts.get(name, "")


class _Builder:
    """Counts what one message may hold, and gathers what was broken."""

    def __init__(self) -> None:
        self.defects: list[str] = []
        self.parts = 0

    def say(self, defect: str) -> None:
        if defect not in self.defects and len(self.defects) < 50:
            self.defects.append(defect)

    def mark(self, part: Part, defect: str, sort: type[MessageDefect]) -> None:
        """Say it in words, and mark the part as the standard library's parser does."""
        part.defects.append(sort())
        self.say(defect)

    def part(
        self,
        source: bytes,
        start: int,
        end: int,
        path: str,
        depth: int,
        default: str = "text/plain",
    ) -> Part:
        """The part whose header section begins at `start`."""
        self.parts += 1
        part = Part()
        part.source, part.end, part.path = source, end, path
        part.set_default_type(default)
        part.start = self._header_section(part, start, end, depth)
        part.media = self._media(part, default)
        self._fill(part, depth)
        return part

    def _header_section(self, part: Part, start: int, end: int, depth: int) -> int:
        """Read the fields into the part; return where the body begins."""
        if _starts_with_body(part.source, start, end):
            return start + (2 if part.source[start : start + 1] == b"\r" else 1)
        match = HEADER_END.search(part.source, start, end)
        stop, body = (match.start(), match.end()) if match else (end, end)
        lines = part.source[start:stop].removesuffix(b"\r").split(b"\n")
        read, consumed = self._fields(part, lines)
        if read == len(lines):
            if not match and not depth:
                self.say("no empty line after the header section")
            return body
        self.mark(
            part,
            "no empty line between header section and body",
            MissingHeaderBodySeparatorDefect,
        )
        return start + consumed

    def _fields(self, part: Part, lines: list[bytes]) -> tuple[int, int]:
        """Append the fields to the part; how many lines and octets were header."""
        consumed = 0
        fields: list[tuple[str, list[bytes]]] = []
        for number, line in enumerate(lines):
            if line[:1] in (b" ", b"\t") and fields:
                fields[-1][1].append(line)
            elif match := _FIELD.match(line):
                fields.append((match[1].decode("ascii"), [line[match.end() :]]))
            elif line.strip() and not _goes_on(lines, number):
                self._append(part, fields)
                return number, consumed
            elif line.strip():
                self.mark(part, "a line in the header section is no field", MalformedHeaderDefect)
                if fields and not line.startswith((b"From ", b">From ")):
                    fields[-1][1].append(b" " + line)
            consumed += len(line) + 1
        self._append(part, fields)
        return len(lines), consumed

    def _append(self, part: Part, fields: list[tuple[str, list[bytes]]]) -> None:
        if len(fields) > MAX_FIELDS:
            self.say(f"{len(fields)} header fields, the first {MAX_FIELDS} read")
        for name, lines in fields[:MAX_FIELDS]:
            if len(lines) == 1:
                value = lines[0].rstrip(b"\r")
            else:
                value = b"\n".join([line.rstrip(b"\r") for line in lines])
            if len(value) > MAX_FIELD:
                self.say(f"field {name} is {len(value)} octets long, cut")
                value = value[:MAX_FIELD]
            part.set_raw(name, value.decode("ascii", "surrogateescape"))

    def _media(self, part: Part, default: str) -> MediaType:
        declared = part.first("content-type")
        media = media_type(declared) if declared else MediaType(default, {})
        if media is None:
            self.say("Content-Type is not readable")
            return MediaType("application/octet-stream" if part.path else "text/plain", {})
        return media

    def _fill(self, part: Part, depth: int) -> None:
        """Give the part its payload: parts of its own, or its body as text."""
        kind = part.media.name
        if depth >= MAX_DEPTH and kind.startswith(("multipart/", "message/")):
            self.say(f"parts nested deeper than {MAX_DEPTH}, the rest not taken apart")
        elif kind.startswith("multipart/"):
            if self._multipart(part, depth):
                return
        elif kind == "message/delivery-status":
            self._status_blocks(part)
            return
        elif kind.startswith("message/"):
            self._enclosed(part, depth)
            return
        elif (
            not part.path
            and not media_type(part.first("content-type") or "?")
            and self._hidden(part, depth)
        ):
            return
        part.is_unread = True

    def _hidden(self, part: Part, depth: int) -> bool:
        """A body of parts under a header section that lost its Content-Type."""
        match = _HIDDEN_MULTIPART.search(part.source, part.start, min(part.end, part.start + 4096))
        if not match:
            return False
        self.say("Content-Type is missing, parts found")
        part.media = MediaType("multipart/mixed", {"boundary": match[1].decode("latin-1")})
        return self._multipart(part, depth)

    def _multipart(self, part: Part, depth: int) -> bool:
        boundary = part.media.params.get("boundary", "").rstrip().encode("utf-8", "surrogateescape")
        places = self._places(part, boundary) if boundary else []
        if not places:
            guessed = _guessed_boundary(part)
            places = self._places(part, guessed) if guessed else []
            if places:
                words = "the boundary of a multipart is not the declared one"
                self.mark(part, words, StartBoundaryNotFoundDefect)
            else:
                words = "the boundary of a multipart is missing"
                self.mark(part, words, NoBoundaryInMultipartDefect)
        if not places:
            part.media = (
                part.media if part.path else MediaType("text/plain", {})
            )  # the words of a letter are no file
            return False
        default = (
            "message/rfc822" if part.media.name == "multipart/digest" else "text/plain"
        )  # RFC 2046 section 5.1.5
        for number, (start, end) in enumerate(places, start=1):
            if self.parts >= MAX_PARTS:
                self.say(f"more than {MAX_PARTS} parts, the rest not read")
                break
            path = f"{part.path}.{number}" if part.path else str(number)
            part.attach(self.part(part.source, start, end, path, depth + 1, default))
        return True

    def _places(self, part: Part, boundary: bytes) -> list[tuple[int, int]]:
        """Where the parts between the delimiter lines lie (RFC 2046 section 5.1.1)."""
        source, closed = part.source, False
        places: list[tuple[int, int]] = []
        begun: int | None = None
        delimiter = b"--" + boundary
        at = source.find(delimiter, part.start, part.end)
        while at >= 0:
            after, closing = _delimiter_end(source, part, at, at + len(delimiter))
            if after is not None:
                if begun is not None:
                    places.append((begun, _without_line_end(source, begun, at)))
                if closed and not closing:
                    self.say("parts after the closing boundary")
                begun, closed = (None, True) if closing else (after, closed)
            at = source.find(delimiter, at + len(delimiter), part.end)
        if begun is not None:
            words = "the closing boundary of a multipart is missing"
            self.mark(part, words, CloseBoundaryNotFoundDefect)
            if begun < part.end:
                places.append((begun, part.end))
        return places

    def _status_blocks(self, part: Part) -> None:
        """The groups of fields of a delivery status notification (RFC 3464 section 2.1)."""
        octets, _ = transfer_decoded(part)
        blocks = [
            block for block in re.split(rb"(?:\r?\n){2,}", octets[:MAX_FIELD]) if block.strip()
        ]
        for block in blocks[:200]:
            child = Part()
            self._fields(child, block.strip(b"\r\n").split(b"\n"))
            child.set_payload("")
            part.attach(child)
        if not blocks:
            part.set_payload("")

    def _enclosed(self, part: Part, depth: int) -> None:
        encoding = part.first("content-transfer-encoding").strip().lower()
        if encoding in ("base64", "quoted-printable"):  # RFC 2046 section 5.2.1 forbids it, and yet
            octets, _ = transfer_decoded(part)
            part.attach(
                self.part(
                    octets,
                    *_trimmed_start(octets, 0, len(octets)),
                    f"{part.path}.1".lstrip("."),
                    depth + 1,
                )
            )
        else:
            start, end = _trimmed_start(part.source, part.start, part.end)
            part.attach(self.part(part.source, start, end, f"{part.path}.1".lstrip("."), depth + 1))


def grow(raw: bytes) -> tuple[Part, list[str]]:
    """The tree of a raw message, and what was broken in it, in words."""
    builder = _Builder()
    if b"\n" not in raw and b"\r" in raw:
        builder.say("line ends are bare CR")
        raw = raw.replace(b"\r", b"\n")
    start, end = _trimmed_start(raw, 0, len(raw))
    return builder.part(raw, start, end, "", 0), builder.defects


def _trimmed_start(source: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the header section begins: after a byte order mark, empty lines and the separator of an
    mbox.
    """
    if source.startswith(b"\xef\xbb\xbf", start):
        start += 3
    while source[start : start + 1] in (b"\r", b"\n") and start < end:
        start += 1
    if match := _MBOX_FROM.match(source, start, end):
        start = match.end()
    return start, end


def _starts_with_body(source: bytes, start: int, end: int) -> bool:
    """Whether there is no header section at all: the first line is empty."""
    return start < end and (
        source[start : start + 1] == b"\n" or source[start : start + 2] == b"\r\n"
    )


def _goes_on(lines: list[bytes], number: int) -> bool:
    """Whether a line that is no field stands amid the header section rather than begins the
    body.
    """
    following = next(
        (
            line
            for line in lines[number + 1 : number + 8]
            if line.strip() and line[:1] not in b" \t"
        ),
        b"",
    )
    return _FIELD.match(following) is not None


def _delimiter_end(source: bytes, part: Part, at: int, after: int) -> tuple[int | None, bool]:
    """Where the line of a delimiter ends, or None when it is no delimiter; whether it is the
    closing one.
    """
    if at > part.start and source[at - 1 : at] != b"\n":
        return None, False
    line_end = source.find(b"\n", after, part.end)
    stop = part.end if line_end < 0 else line_end + 1
    if stop - after > 200:
        return None, False
    rest = source[after:stop]
    closing = rest.startswith(b"--")
    if rest[2 if closing else 0 :].strip():
        return None, False
    return stop, closing


def _without_line_end(source: bytes, start: int, end: int) -> int:
    """The line end before a delimiter belongs to the delimiter."""
    for mark in (b"\r\n", b"\n"):
        if end - len(mark) >= start and source.endswith(mark, start, end):
            return end - len(mark)
    return max(start, end)


def _guessed_boundary(part: Part) -> bytes | None:
    """The first line of dashes that a header section follows, or that comes twice."""
    if match := _HIDDEN_MULTIPART.search(
        part.source, part.start, min(part.end, part.start + 65536)
    ):
        return match[1]
    seen: set[bytes] = set()
    for match in _DASHES.finditer(part.source, part.start, min(part.end, part.start + 65536)):
        if match[1] in seen:
            return match[1]
        seen.add(match[1])
    return None
