"""The frames between a reader and its processes, and a Reading as JSON.

The process that reads is not trusted: whatever it answers can only become a Reading of the declared
types, or is refused.
"""

import select
import string
import struct
import time
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import IO, Any, Literal

import msgspec

from mailbridge.domain.message import Reading
from mailbridge.domain.told import Told, as_json
from mailbridge.values import replace

READY = struct.Struct("!B")  # the walls a process stands behind (reader_cage.Wall)
# octets of the message; octets of the reverse-path plus one, 0 when there is none; with its trace
REQUEST = struct.Struct("!QQ?")
ANSWER = struct.Struct("!BQ")  # an Outcome and the octets that follow


class Outcome(IntEnum):
    """What follows in an answer."""

    READING = 0  # the Reading as JSON; behind a line end its text, where it is a long one
    NO_MEMORY = 1  # nothing
    FAULT = 2  # what went wrong, in words


class TooCostlyError(Exception):
    """The child takes too long, or has no memory left; the text says which."""


class EndedError(Exception):
    """The child ended before it had read the message."""


class FaultError(Exception):
    """The child met a fault, or answered what is no reading; the text says which."""


class UnreadableAnswerError(Exception):
    """The answer of a reading process is not a Reading."""


class _Told(msgspec.Struct):
    """A sentence of the trail as domain.told keeps it."""

    said: str
    values: dict[str, "str | int | float | bool | _Told | None"] = msgspec.field(name="with")


class _Answer(msgspec.Struct):
    """A Reading, and beside it its sentences, which are more than their text."""

    reading: Reading
    evidence: str | _Told
    defects: list[str | _Told]
    notes: list[str | _Told]
    same: list[Literal["reply", "body"]] = []  # that say all of the text: told once


AT_ONCE = 1 << 20  # octets that are written or asked for at once, at most
_AT_LEAST = 1 << 16  # octets that are asked for at least: mostly a whole answer
_LONGEST_WITHIN = 8000  # characters of a text that stands in the JSON
_LONGEST_USUAL = 200  # characters of a sentence that is remembered
_DECODER = msgspec.json.Decoder(_Answer)


def send(to: IO[bytes], *pieces: bytes) -> None:
    """Write all of them."""
    for piece in pieces:
        rest = memoryview(piece)
        while rest:
            rest = rest[to.write(rest[:AT_ONCE]) or 0 :]


def receive(out: IO[bytes], received: bytearray, length: int, deadline: float) -> None:
    """Add what comes, until so many octets are there, or more where they came at once. Raises
    EndedError when the child ends, TooCostlyError when the time is over.
    """
    waiting = select.poll()
    waiting.register(out, select.POLLIN)
    while len(received) < length:
        if not waiting.poll(max(0.0, deadline - time.monotonic()) * 1000):
            raise TooCostlyError("it takes too long")
        piece = out.read(max(min(length - len(received), AT_ONCE), _AT_LEAST))
        if not piece:
            raise EndedError
        received += piece


def encoded(reading: Reading) -> bytes:
    """A Reading as JSON, and behind it a long text of its message as it is: it would take its room
    several times. Lone surrogates, which neither can carry, become question marks.
    """
    text = reading.message.text
    apart = len(text) > _LONGEST_WITHIN
    answer = {
        "reading": _without_text(reading) if apart else reading,
        "evidence": as_json(reading.evidence),
        "defects": [as_json(defect) for defect in reading.message.defects],
        "notes": [as_json(note) for note in reading.notes],
        "same": _same_as_text(reading) if apart else [],
    }
    try:
        head = msgspec.json.encode(answer, enc_hook=str)
    except UnicodeEncodeError:
        head = msgspec.json.encode(_encodable(msgspec.to_builtins(answer, enc_hook=str)))
    return b"\n".join([head, text.encode("utf-8", "replace")]) if apart else head


def decoded(answer: bytes | bytearray) -> Reading:
    """The Reading again. Raises UnreadableAnswerError."""
    end = answer.find(b"\n")
    head, octets = (answer, None) if end < 0 else _parted(answer, end)
    try:
        given = _DECODER.decode(head)
        message = given.reading.message
        text = message.text if octets is None else str(octets, "utf-8")
        defects, notes = tuple(map(_sentence, given.defects)), tuple(map(_sentence, given.notes))
        evidence = _sentence(given.evidence)
    except (msgspec.MsgspecError, ValueError, TypeError, RecursionError) as fault:
        raise UnreadableAnswerError(str(fault)) from fault
    if octets is not None or defects or message.defects:
        message = replace(message, defects=defects, text=text)
    reading = replace(given.reading, message=message, evidence=evidence, notes=notes)
    return _with_text(reading, given.same, text)


def _parted(answer: bytes | bytearray, end: int) -> tuple[memoryview, memoryview]:
    """What stands before the line end there, and behind it."""
    view = memoryview(answer)
    return view[:end], view[end + 1 :]


def _without_text(reading: Reading) -> Reading:
    """Without the text of its message, nor what is the same."""
    bare = replace(reading, message=replace(reading.message, text=""))
    return _with_text(bare, _same_as_text(reading), "")


def _same_as_text(reading: Reading) -> list[str]:
    parts = {"reply": reading.trimmed.reply, "body": reading.body}
    return [name for name, part in parts.items() if part == reading.message.text]


def _with_text(reading: Reading, names: Sequence[str], text: str) -> Reading:
    """With this text in the fields that are the same as the message's."""
    if "reply" in names:
        reading = replace(reading, trimmed=replace(reading.trimmed, reply=text))
    return replace(reading, body=text) if "body" in names else reading


def _sentence(kept: str | _Told) -> str:
    """The line as it was. Raises ValueError where its text does more with values than name them:
    `str.format` would obey it.
    """
    if isinstance(kept, str):
        return kept
    if kept.values and not _named_in(kept.said).issubset(kept.values):
        raise ValueError(f"no sentence: {kept.said[:80]}")
    values = {
        name: _sentence(value) if isinstance(value, _Told) else value
        for name, value in kept.values.items()
    }
    return Told(kept.said, **values)


def _named_in(said: str) -> frozenset[str | None]:
    """The names of the values in a sentence, None where more than a name stands there. Those of the
    usual ones are remembered.
    """
    return _usual_names(said) if len(said) <= _LONGEST_USUAL else _names(said)


def _names(said: str) -> frozenset[str | None]:
    return frozenset(
        name if name.isidentifier() and not (form or conversion) else None
        for _, name, form, conversion in string.Formatter().parse(said)
        if name is not None
    )


@lru_cache(maxsize=256)
def _usual_names(said: str) -> frozenset[str | None]:
    return _names(said)


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {name: _encodable(inner) for name, inner in value.items()}
    return [_encodable(inner) for inner in value] if isinstance(value, list) else value
