"""Files within text: uuencode and yEnc."""

import binascii
import re
from collections.abc import Callable
from typing import NamedTuple

_UU_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,255})\r?$", re.MULTILINE)
_Y_BEGIN = re.compile(rb"^=ybegin [^\r\n]*?name=([^\r\n]{1,255})\r?$", re.MULTILINE)
_Y_END = re.compile(rb"^=yend[^\r\n]*\r?\n?", re.MULTILINE)
_MAX_FILES = 100
_SHIFT = bytes((value - 42) % 256 for value in range(256))


# Content and where it ends; None when there is no file here, the end -1 when there is none from
# here on.
_Take = Callable[[bytes, re.Match[bytes]], tuple[bytes, int] | None]


class Unpacked(NamedTuple):
    """A file found inside text."""

    filename: str
    octets: bytes


class Rest(NamedTuple):
    """The text without the files, and the files."""

    octets: bytes
    files: tuple[Unpacked, ...]


def unpacked(octets: bytes) -> Rest:
    """Take uuencoded and yEncoded files out of the body of a text part."""
    files: list[Unpacked] = []
    if b"=ybegin " in octets:
        octets = _without(octets, _Y_BEGIN, _y_file, files)
    if b"begin" in octets:
        octets = _without(octets, _UU_BEGIN, _uu_file, files)
    return Rest(octets, tuple(files))


def _without(octets: bytes, begin: re.Pattern[bytes], take: _Take, files: list[Unpacked]) -> bytes:
    """The octets without the files that `take` finds behind each `begin`."""
    kept, at = [], 0
    for match in begin.finditer(octets):
        if match.start() < at or len(files) >= _MAX_FILES:
            continue
        taken = take(octets, match)
        if taken is None:
            continue
        content, stop = taken
        if stop < 0:  # no end for this one, nor for any after it
            break
        files.append(Unpacked(match[1].strip().decode("utf-8", "replace"), content))
        kept.append(octets[at : match.start()])
        at = stop
    return b"".join([*kept, octets[at:]])


def _uu_file(octets: bytes, begin: re.Match[bytes]) -> tuple[bytes, int] | None:
    content: list[bytes] = []
    at = begin.end() + 1
    while at < len(octets):
        stop = octets.find(b"\n", at)
        stop = len(octets) if stop < 0 else stop
        line = octets[at:stop].rstrip(b"\r")
        at = stop + 1
        if line == b"end":
            return (b"".join(content), at) if content else None
        if line.strip(b"` "):
            piece = _uu_line(line)
            if piece is None:
                return None
            content.append(piece)
    return None


def _uu_line(line: bytes) -> bytes | None:
    """One line; trailing spaces may be lost, and a checksum may be appended."""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        length = (line[0] - 32) & 63
        needed = (length + 2) // 3 * 4
        try:
            return binascii.a2b_uu(line[: 1 + needed])
        except binascii.Error:
            return None


def _y_file(octets: bytes, begin: re.Match[bytes]) -> tuple[bytes, int] | None:
    end = _Y_END.search(octets, begin.end())
    if not end:
        return b"", -1
    lines = octets[begin.end() : end.start()].split(b"\n")
    return _unescaped(
        b"".join(line.rstrip(b"\r") for line in lines if not line.startswith(b"=ypart "))
    ), end.end()


def _unescaped(octets: bytes) -> bytes:
    first, *others = octets.split(b"=")
    pieces = [first, *(bytes([(piece[0] - 64) % 256]) + piece[1:] for piece in others if piece)]
    return b"".join(pieces).translate(_SHIFT)


def uudecoded(octets: bytes) -> bytes:
    """The first uuencoded file of a body whose transfer encoding says it is one."""
    files = unpacked(b"\n" + octets).files
    return files[0].octets if files else b""


def ydecoded(octets: bytes) -> bytes:
    """The first yEncoded file of a body."""
    return uudecoded(octets)
