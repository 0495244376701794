"""The header fields that an exported message begins with: what the letter alone does not say, for
people, and as a record that brings it back. Believed in an import alone: mail from outside may
bear anything, and nobody reads these fields of it.

X-Mailbridge-Export says how many lines there are; below them the message stands as it came.
"""

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from email.header import Header
from typing import Any

FIRST = b"X-Mailbridge-Export: 1; lines="
RECORD = "X-Mailbridge-Record"
WIDTH = 72  # characters of a line of the record
MOST = 256 * 1024**2  # bytes of a record; more is no record of ours
_HEAD = re.compile(rb"X-Mailbridge-Export: 1; lines=(\d{1,6})\r?\n")


class NoRecordError(ValueError):
    """A message that was not exported, or whose record is damaged."""


def with_fields(raw: bytes, fields: Iterable[tuple[str, str]], record: Mapping[str, Any]) -> bytes:
    """The message below its fields and its record."""
    lines = [line for name, value in fields for line in _field(name, value)]
    packed = base64.b64encode(zlib.compress(json.dumps(record).encode(), 9)).decode()
    pieces = [packed[start : start + WIDTH] for start in range(0, len(packed), WIDTH)]
    lines += [f"{RECORD}:", *(f" {piece}" for piece in pieces)]
    head = FIRST + str(len(lines) + 1).encode()
    return b"\r\n".join([head, *(line.encode("ascii") for line in lines), raw])


def _field(name: str, value: str) -> list[str]:
    """RFC 2047 where it is not ASCII; folded."""
    plain = " ".join(value.split())
    coded = Header(plain, "us-ascii" if plain.isascii() else "utf-8", header_name=name)
    return f"{name}: {coded.encode(linesep=chr(10))}".split("\n")


def split_fields(octets: bytes) -> tuple[dict[str, Any], bytes]:
    """The record, and the message below. Raises NoRecordError."""
    head = _HEAD.match(octets)
    if head is None:
        raise NoRecordError
    lines = octets.split(b"\n", int(head[1]))
    block, raw = lines[:-1], lines[-1]
    packed = b"".join(block).partition(f"{RECORD}:".encode())[2]
    try:
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(base64.b64decode(packed), MOST)
        record = json.loads(text)
    except (ValueError, zlib.error) as fault:
        raise NoRecordError from fault
    if not isinstance(record, dict):
        raise NoRecordError
    return record, raw


def as_it_came(raw: bytes, sha256: str, size: int) -> bytes | None:
    """The very octets, whose line ends an mbox may have changed; None: these are others."""
    ends = re.sub(rb"\r?\n", b"\r\n", raw)
    bare = ends.rstrip(b"\r\n")
    padded = bare + b"\r\n" * max(0, (size - len(bare)) // 2)
    for octets in (raw, ends, padded, raw.removesuffix(b"\n"), bare):
        if len(octets) == size and hashlib.sha256(octets).hexdigest() == sha256:
            return octets
    return None
