"""S/MIME messages whose content lies inside the signature (RFC 8551 section 3.5.2): the content,
not the proof.
"""

from typing import NamedTuple

_SIGNED_DATA = bytes.fromhex(
    "06092a864886f70d010702"
)  # OID 1.2.840.113549.1.7.2 (RFC 5652 section 5.1)
_DATA = bytes.fromhex("06092a864886f70d010701")  # OID 1.2.840.113549.1.7.1
_OCTET_STRING, _CONSTRUCTED = 0x04, 0x20
_MAX_DEPTH = 8


class _Element(NamedTuple):
    tag: int
    start: int
    end: int  # of the content
    after: int


def opaque_content(octets: bytes) -> bytes | None:
    """The MIME entity inside signed-data (DER or BER); None when there is none: encrypted, or
    damaged.
    """
    if octets.find(_SIGNED_DATA, 0, 64) < 0:
        return None
    at = octets.find(_DATA, 0, 4096)
    if at < 0:
        return None
    explicit = _element(octets, at + len(_DATA), len(octets))  # [0] EXPLICIT OCTET STRING
    if explicit is None or explicit.tag != 0xA0:
        return None
    content = _element(octets, explicit.start, explicit.end)
    return b"".join(_strings(octets, content, 0)) or None if content else None


def _strings(octets: bytes, element: _Element, depth: int) -> list[bytes]:
    """The pieces of an octet string, which BER may cut in many."""
    if element.tag == _OCTET_STRING:
        return [octets[element.start : element.end]]
    pieces: list[bytes] = []
    at = element.start
    while element.tag == _OCTET_STRING | _CONSTRUCTED and depth < _MAX_DEPTH and at < element.end:
        inner = _element(octets, at, element.end)
        if inner is None or inner.tag == 0:
            break
        pieces += _strings(octets, inner, depth + 1)
        at = inner.after
    return pieces


def _element(octets: bytes, at: int, limit: int) -> _Element | None:
    """Tag and length (X.690 section 8.1); an indefinite length reaches to the limit."""
    if at + 2 > limit:
        return None
    tag, length, start = octets[at], octets[at + 1], at + 2
    if length == 0x80:
        return _Element(tag, start, limit, limit)
    if length & 0x80:
        count = length & 0x7F
        length = int.from_bytes(octets[start : start + count], "big")
        start += count
    end = min(start + length, limit)
    return _Element(tag, start, end, end) if start <= limit else None
