"""The lines of an incoming text, each with what the reading made of it and the words in it."""

import re
from collections.abc import Sequence
from enum import StrEnum

from mailbridge.domain.message import Trimmed
from mailbridge.steps.text.word_runs import Word, placed_words
from mailbridge.values import dataclass

_MARKS = re.compile(r"[ \t]*(?:[>|][ \t]?)+")


class Part(StrEnum):
    """Where the reading put a line."""

    REPLY = "reply"
    QUOTED = "quoted"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Line:
    whole: str
    text: str  # without its quote marks
    depth: int  # how many quote marks
    part: Part
    words: tuple[Word, ...]

    @property
    def is_marked(self) -> bool:
        """Whether the mail program, or the reading, says that the line is quoted."""
        return self.depth > 0 or self.part is Part.QUOTED


def lines_of(text: str, trimmed: Trimmed) -> list[Line]:
    """The lines of the whole text. Where the parts cannot be found in it again, the lines of the
    parts, one part after another.
    """
    parted = _in_place(text, trimmed) or _one_by_one(trimmed)
    return [_line(whole, part) for whole, part in parted]


def _line(whole: str, part: Part) -> Line:
    marks = _MARKS.match(whole)
    text = whole[marks.end() :] if marks else whole
    depth = sum(marks.group().count(mark) for mark in ">|") if marks else 0
    return Line(whole, text, depth, part, tuple(placed_words(text)))


def _in_place(text: str, trimmed: Trimmed) -> list[tuple[str, Part]] | None:
    """Each line of the text with its part; None where not every line of the parts was found in its
    order.
    """
    queues = {part: _Queue(words) for part, words in _parts(trimmed)}
    found: list[tuple[str, Part]] = []
    last = Part.REPLY
    for line in text.split("\n"):
        for whole, part in _shared_out(line, last, queues):
            found.append((whole, part))
            last = part
    return found if all(queue.is_empty for queue in queues.values()) else None


def _parts(trimmed: Trimmed) -> tuple[tuple[Part, str], ...]:
    return (
        (Part.REPLY, trimmed.reply),
        (Part.QUOTED, trimmed.quoted),
        (Part.SIGNATURE, trimmed.signature),
    )


class _Queue:
    """The lines of one part that were not met yet."""

    def __init__(self, text: str) -> None:
        self._lines = [line for line in text.split("\n") if line.strip()]
        self._at = 0

    @property
    def is_empty(self) -> bool:
        return self._at >= len(self._lines)

    def peek(self) -> str:
        return "" if self.is_empty else self._lines[self._at]

    def step(self) -> None:
        self._at += 1


def _shared_out(line: str, last: Part, queues: dict[Part, _Queue]) -> list[tuple[str, Part]]:
    """The part whose next line this is; a line that was parted in two belongs to two of them."""
    if not line.strip():
        return [(line, last)]
    for part in (last, *(part for part in Part if part is not last)):
        if queues[part].peek() == line:
            queues[part].step()
            return [(line, part)]
    for first in Part:
        head = queues[first].peek()
        rest = line[len(head) :].lstrip() if head and line.startswith(head) else ""
        second = next((part for part in Part if rest and queues[part].peek() == rest), None)
        if second is not None:
            queues[first].step()
            queues[second].step()
            return [(head, first), (rest, second)]
    return [(line, Part.QUOTED)]


def _one_by_one(trimmed: Trimmed) -> list[tuple[str, Part]]:
    return [(line, part) for part, text in _parts(trimmed) if text for line in text.split("\n")]


def shown(lines: Sequence[str]) -> str:
    """Lines as a text, without blank lines at its ends and never two blank ones in a row."""
    out: list[str] = []
    for line in lines:
        if line.strip() or (out and out[-1].strip()):
            out.append(line if line.strip() else "")
    return "\n".join(out).rstrip("\n")
