"""Header sections that two readers may read as two letters (Chen, Paxson, Jiang 2020): such mail is
never proof of anybody.
"""

import re

HEADER_READ = 256 * 1024
_END = re.compile(rb"\r\n\r\n|\n\n")
_NAME = re.compile(rb"[\x21-\x39\x3b-\x7e]{1,80}:")


def header_section(raw: bytes) -> bytes:
    """Up to the empty line, at most 256 KiB."""
    match = _END.search(raw, 0, HEADER_READ)
    return raw[: match.start()] if match else raw[:HEADER_READ]


def header_flaws(section: bytes) -> tuple[str, ...]:
    """What is ambiguous: NUL, a bare CR, lines that are no field, From fields in disguise. Empty
    for sound sections.
    """
    flaws = []
    if b"\0" in section:
        flaws.append("a NUL in the header section")
    lines = section.replace(b"\r\n", b"\n").split(b"\n")
    if any(b"\r" in line for line in lines):
        flaws.append("a bare CR in the header section")
    if (
        lines[0].startswith(b"From ") and lines[0][5:].lstrip()[:1] != b":"
    ):  # an mbox separator, put there by whoever stored it
        lines = lines[1:]
    if lines and (
        lines[0][:1] in (b" ", b"\t") or any(_is_no_field(line) for line in lines if line)
    ):
        flaws.append("a line in the header section is no field")
    if sum(line[:5].lower() == b"from:" for line in lines) > 1:  # RFC 5322 section 3.6: exactly one
        flaws.append("several From fields")
    return tuple(flaws)


def _is_no_field(line: bytes) -> bool:
    return line[:1] not in (b" ", b"\t") and not _NAME.match(line)
