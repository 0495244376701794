"""Transfer encodings undone (RFC 2045 section 6), the mangled ones too."""

import binascii
import re
from typing import Protocol

from mailbridge.steps.reading.mime.uuencode import uudecoded, ydecoded

_IDENTITY = frozenset(
    {
        "",
        "7bit",
        "8bit",
        "binary",
        "7-bit",
        "8-bit",
        "none",
        "8bits",
        "7bits",
        "utf-8",
        "plain",
        "us-ascii",
    }
)
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\n\r\f\v"
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\s]")
_WORDS_BEFORE = 2  # blanks on the first line of prose
_NOT_ALPHABET = re.compile(rb"[^A-Za-z0-9+/]+")


class Bodied(Protocol):
    """What has header fields and a body as it travelled."""

    @property
    def body(self) -> bytes:
        """The octets below the header section."""

    def first(self, name: str) -> str:
        """The first field of that name, in lower case; "" without one."""


def transfer_decoded(part: Bodied) -> tuple[bytes, str | None]:
    """The octets of a leaf, and what was wrong with the encoding, in words."""
    declared = part.first("content-transfer-encoding").strip().strip("\"'").lower()
    name = declared.split(";")[0].split("(")[0].split("\n")[0].strip()
    if "base64" in name or name == "b":
        return unbased(part.body)
    if "quoted" in name or name == "q":
        return binascii.a2b_qp(part.body), None
    if name in {"x-uuencode", "uuencode", "x-uue", "uue"}:
        return uudecoded(part.body) or part.body, None
    if name in {"x-yencode", "yencode", "x-yenc"}:
        return ydecoded(part.body) or part.body, None
    return _lines(
        part.body
    ), None if name in _IDENTITY else f"unknown transfer encoding {name[:40]}"


def _lines(octets: bytes) -> bytes:
    """Lines of 7bit data (RFC 2045 section 2.7) with LF, so that a file is the same by whatever way
    it came.
    """
    return octets.replace(b"\r\n", b"\n") if octets.isascii() and b"\x00" not in octets else octets


def unbased(octets: bytes) -> tuple[bytes, str | None]:
    """Base64 undone; plain lines that somebody appended behind it stay as they are."""
    foreign = _NOT_BASE64.search(octets) if octets.translate(None, _BASE64) else None
    if not foreign:
        return _unbased(octets), None
    line = octets.rfind(b"\n", 0, foreign.start()) + 1
    if line == 0 and octets.partition(b"\n")[0].count(b" ") >= _WORDS_BEFORE:
        return octets, "declared base64, and is plain text"
    if line == 0 or not octets[:line].strip():
        return _unbased(octets), "base64 with foreign characters"
    rest = octets[line:]
    if _looks_plain(rest):
        return _unbased(octets[:line]) + b"\n" + rest, "plain text behind base64"
    return _unbased(octets), "base64 with foreign characters"


def _looks_plain(octets: bytes) -> bool:
    """Whether lines are prose rather than damaged base64: they have spaces or rows of one sign."""
    head = octets[:400]
    return b" " in head.strip() or len(set(head.split(b"\n")[0].strip())) <= 2


def _unbased(octets: bytes) -> bytes:
    pad = octets.find(b"=")
    if pad >= 0 and octets[pad:].strip(b"=\r\n\t "):  # several runs, each with its own padding
        return b"".join(_run_unbased(run) for run in re.split(rb"=+", octets))
    return _run_unbased(octets)


def _run_unbased(octets: bytes) -> bytes:
    try:
        return binascii.a2b_base64(octets)
    except binascii.Error:
        letters = _NOT_ALPHABET.sub(b"", octets)
        return binascii.a2b_base64(letters[: len(letters) - (len(letters) % 4 == 1)] + b"==")
