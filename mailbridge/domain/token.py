"""Signed, unguessable tokens that survive wrapping and case-folding: base32 of a purpose, some
numbers and a MAC.

Used in reply addresses, return paths and links. Keys may be rotated: the first signs, all of them
open.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

MAC_BYTES = 10  # 80 bits: a guess at a mail server's pace never ends


class Purpose(IntEnum):
    REPLY = 1  # person, discussion, post whose audience the answer has
    REPLY_INTERNAL = 2  # the same, and the answer stays inside
    RETURN_PATH = 3  # outbox letter
    MUTE = 4  # person, discussion
    SIGN_IN = 5  # sign-in row
    REMOTE = 6  # free for links that carry an expiry as their last number
    ALIAS_TEST = 7  # test, alias
    ALIAS_ROUTE = 8  # alias: a field that its forwarder adds
    ADDRESS = 9  # claim of an address, expiry in seconds since 1970
    CONFIRM = 11  # an unproven answer, expiry in seconds since 1970
    QUESTION = 12  # person, question, expiry in seconds since 1970
    ANSWER = 13  # person, discussion, expiry in seconds since 1970
    FILES = 14  # person, post, expiry in seconds since 1970
    ACT = 15  # person, what it is about (1: a post, 2: a task), its number, expiry
    ME = 20  # person
    SURVEY = 30  # survey
    FIRST_START = 40  # nothing: the address that an empty installation prints
    MORNING = 31  # the work that wrote a morning letter, person


def sign(purpose: Purpose, numbers: Sequence[int], key: bytes) -> str:
    """Return lower-case base32 text for non-negative numbers; `open_` is its inverse."""
    body = bytes([purpose]) + b"".join([_varint(number) for number in numbers])
    return _text(body + _mac(body, key))


def open_(purpose: Purpose, token: str, keys: Sequence[bytes]) -> tuple[int, ...] | None:
    """Return the numbers signed for this purpose, or None for anything forged, mangled or meant for
    another use.
    """
    blob = _blob(token) if token else None
    if blob is None or len(blob) <= MAC_BYTES or blob[0] != purpose:
        return None
    body, mac = blob[:-MAC_BYTES], blob[-MAC_BYTES:]
    if not any(hmac.compare_digest(mac, _mac(body, key)) for key in keys):
        return None
    return _numbers(body[1:])


def digest(key: bytes, said: bytes) -> bytes:
    """HMAC-SHA256. That of the standard library, which begins with the key each time, costs twice
    as much, and lets other threads run, whose end is waited for then.
    """
    mac = _begun(key).copy()
    mac.update(said)
    return mac.digest()


@lru_cache(maxsize=8)
def _begun(key: bytes) -> hmac.HMAC:
    return hmac.new(key, digestmod=hashlib.sha256)


def _mac(body: bytes, key: bytes) -> bytes:
    return digest(key, b"mailbridge token" + body)[:MAC_BYTES]


def _text(blob: bytes) -> str:
    return base64.b32encode(blob).decode().rstrip("=").lower()


def _blob(token: str) -> bytes | None:
    upper = token.strip().upper()
    if not upper.isascii() or len(upper) > 128:
        return None
    try:
        blob = base64.b32decode(upper + "=" * (-len(upper) % 8))
    except ValueError:
        return None
    return blob if _text(blob) == upper.lower() else None


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _numbers(blob: bytes) -> tuple[int, ...]:
    numbers, value, shift = [], 0, 0
    for byte in blob:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            numbers.append(value)
            value, shift = 0, 0
    return tuple(numbers)
