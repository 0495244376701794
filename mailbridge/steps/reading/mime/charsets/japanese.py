"""ISO-2022-JP as it is sent: with the characters of NEC and IBM (rows 13 and 89 to 92, as cp932 has
them), which RFC 1468 does not know.
"""

import re

_ESCAPE = re.compile(rb"\x1b(\$[@B]|\$\(D|\([BJIH])")
_STRICT = "iso2022_jp_ext"


def iso_2022_jp(octets: bytes) -> str:
    """Never raises; what no character stands for becomes U+FFFD."""
    try:
        return octets.decode(_STRICT)
    except UnicodeError:
        return "".join(_piece(*piece) for piece in _pieces(octets))


def _pieces(octets: bytes) -> list[tuple[bytes, bytes]]:
    """The escape sequence in force, and what follows it."""
    found, mode, at = [], b"(B", 0
    for match in _ESCAPE.finditer(octets):
        found.append((mode, octets[at : match.start()]))
        mode, at = match[1], match.end()
    return [*found, (mode, octets[at:])]


def _piece(mode: bytes, octets: bytes) -> str:
    if mode in (b"$@", b"$B"):
        # A line end takes the text back to ASCII (RFC 1468), whatever was forgotten.
        first, *others = octets.split(b"\n")
        return "\n".join([_jis(first), *(_ascii(line) for line in others)])
    if mode == b"$(D":
        return (b"\x1b$(D" + octets + b"\x1b(B").decode(_STRICT, "replace")
    if mode == b"(I":
        return bytes(octet | 0x80 for octet in octets if octet >= 0x21).decode("cp932", "replace")
    return _ascii(octets)


def _ascii(octets: bytes) -> str:
    return octets.decode("ascii", "replace")


def _jis(octets: bytes) -> str:
    """Pairs of JIS X 0208 with the vendors' rows, by way of Shift_JIS."""
    shifted = bytearray()
    for at in range(0, len(octets) - 1, 2):
        shifted += _shift_jis(octets[at], octets[at + 1])
    return shifted.decode("cp932", "replace") + _ascii(octets[len(octets) & ~1 :])


def _shift_jis(row: int, cell: int) -> bytes:
    if not (0x21 <= row <= 0x7E and 0x21 <= cell <= 0x7E):
        return b"?"
    odd = row & 1
    high = (row + 1) // 2 + (0x70 if row < 0x5F else 0xB0)
    low = cell + (0x1F if cell < 0x60 else 0x20) if odd else cell + 0x7E
    return bytes((high, low))
