"""Writes a .msg file (MS-OXMSG) in a compound file (MS-CFB), as small as readers accept it."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

SECTOR, SMALL, ENTRY = 512, 64, 128  # bytes
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
NONE = 0xFFFFFFFF
ROOT, STORAGE, STREAM = 5, 1, 2
TEXT, TEXT_8, OCTETS, MOMENT = 0x001F, 0x001E, 0x0102, 0x0040  # property types
UNICODE = "utf-16-le"
SUBJECT, BODY, NAME, ADDRESS, SENT = 0x0037, 0x1000, 0x0C1A, 0x5D01, 0x0039
RICH = 0x1009
FILE_NAME, FILE_OCTETS = 0x3707, 0x3701
Tree = Mapping[str, "bytes | Tree"]


@dataclass
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    child: int = NONE
    right: int = NONE
    start: int = END


def outlook_letter(
    subject: str,
    text: str | bytes,
    author: tuple[str, str],
    sent: datetime,
    file: tuple[str, bytes],
    inner: tuple[str, str] | None = None,
    inner_author: tuple[str, str] = ("Boss", "boss@client.test"),
    codec: str = UNICODE,
) -> bytes:
    """A .msg file of an author (name and address) with one file (name and octets); `text` in octets
    is compressed rich text, `inner` a letter (subject and text) attached to it, by another;
    `codec` what an old Outlook wrote the words in, which it does not tell.
    """
    since = int((sent - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
    body = RICH if isinstance(text, bytes) else BODY
    words = {SUBJECT: subject, body: text, NAME: author[0], ADDRESS: author[1]}
    moments = struct.pack("<HHIQ", MOMENT, SENT, 6, since)
    attached = _properties({FILE_NAME: file[0], FILE_OCTETS: file[1]}, bytes(8), codec=codec)
    head = struct.pack("<8xIIII8x", 0, 1, 0, 1)
    inside = {"__attach_version1.0_#00000000": attached}
    if inner is not None:
        said = {SUBJECT: inner[0], BODY: inner[1]}
        said |= {NAME: inner_author[0], ADDRESS: inner_author[1]}
        letter = _properties(said, struct.pack("<8xIIII", 0, 0, 0, 0))
        inside["__attach_version1.0_#00000001"] = {
            **_properties({}, bytes(8)),
            "__substg1.0_3701000D": letter,
        }
    return compound_file({**_properties(words, head, moments, codec), **inside})


def _properties(
    values: Mapping[int, str | bytes], head: bytes, more: bytes = b"", codec: str = UNICODE
) -> Tree:
    streams: dict[str, bytes | Tree] = {}
    table = head + more
    for number, value in values.items():
        kind = (TEXT if codec == UNICODE else TEXT_8) if isinstance(value, str) else OCTETS
        octets = value.encode(codec) if isinstance(value, str) else value
        table += struct.pack("<HHIII", kind, number, 6, len(octets), 0)
        streams[f"__substg1.0_{number:04X}{kind:04X}"] = octets
    return {"__properties_version1.0": table, **streams}


def compound_file(tree: Tree) -> bytes:
    """A compound file whose streams are all short (below 4096 bytes)."""
    entries = [_Entry("Root Entry", ROOT)]
    _add(entries, 0, tree)
    small, links = _small_sectors(entries)
    entries[0].content = small
    link_table = struct.pack(f"<{len(links)}I", *links)
    parts = [b"".join(map(_entry, entries)), link_table, small]
    sizes = [-(-len(part) // SECTOR) for part in parts]
    starts = [1, 1 + sizes[0], 1 + sizes[0] + sizes[1]]
    entries[0].start = starts[2]
    parts[0] = b"".join(map(_entry, entries))
    chains = [
        link for start, size in zip(starts, sizes, strict=True) for link in _chain(start, size)
    ]
    fat = [FAT, *chains] + [FREE] * (SECTOR // 4 - 1 - len(chains))
    body = [part + bytes(-len(part) % SECTOR) for part in parts]
    return b"".join([_head(starts, sizes), struct.pack("<128I", *fat), *body])


def _add(entries: list[_Entry], parent: int, tree: Tree) -> None:
    before = None
    for name, content in tree.items():
        at = len(entries)
        leaf = isinstance(content, bytes)
        entries.append(_Entry(name, STREAM if leaf else STORAGE))
        if before is None:
            entries[parent].child = at
        else:
            entries[before].right = at
        before = at
        if isinstance(content, bytes):
            entries[at].content = content
        else:
            _add(entries, at, content)


def _small_sectors(entries: list[_Entry]) -> tuple[bytes, list[int]]:
    small, links = b"", list[int]()
    for entry in entries:
        if entry.kind == STREAM and entry.content:
            entry.start = len(links)
            padded = entry.content + bytes(-len(entry.content) % SMALL)
            links += _chain(len(links), len(padded) // SMALL)
            small += padded
    return small, links + [FREE] * (-len(links) % (SECTOR // 4))


def _chain(start: int, size: int) -> list[int]:
    return [*range(start + 1, start + size), END] if size else []


def _entry(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI16xIQ",
        name, len(name) + 2, entry.kind, 1, NONE, entry.right, entry.child, 0,
        entry.start if entry.kind != STORAGE else 0, len(entry.content),
    )  # fmt: skip


def _head(starts: list[int], sizes: list[int]) -> bytes:
    fields = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6, 0, 1, starts[0], 0, 4096,
        starts[1], sizes[1], END, 0, 0,
    )  # fmt: skip
    return fields + struct.pack("<108I", *[FREE] * 108)
