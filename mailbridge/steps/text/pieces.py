"""A text that is made of parts which are kept anyway: where each piece of it stands in them."""

from collections.abc import Sequence
from typing import NamedTuple

_BLOCK = 1 << 16  # characters that are compared at once
_MOST_GLUE = 0.5  # of a text, that may stand in no part; beyond, nothing is gained


class Piece(NamedTuple):
    """`parts[part][start:end]`."""

    part: int
    start: int
    end: int


Pieces = tuple[Piece | str, ...]  # a text stands for itself: what no part holds


def take_apart(text: str, parts: Sequence[str]) -> Pieces | None:
    """The pieces that `put_together` makes the text of. None where the parts hold too little of
    it.
    """
    found = _Taken(text, parts).pieces()
    glue = sum(len(piece) for piece in found if isinstance(piece, str))
    return found if text and glue <= _MOST_GLUE * len(text) else None


def put_together(pieces: Sequence[Piece | str], parts: Sequence[str]) -> str:
    """The text."""
    if len(pieces) == 1 and not isinstance(whole := pieces[0], str):
        return parts[whole.part][whole.start : whole.end]
    return "".join(
        piece if isinstance(piece, str) else parts[piece.part][piece.start : piece.end]
        for piece in pieces
    )


class _Taken:
    """Goes through the text line by line, and through each part as far as the text has come in
    it.
    """

    def __init__(self, text: str, parts: Sequence[str]) -> None:
        self._text, self._parts = text, parts
        self._come = [0] * len(parts)  # how far, in each part
        self._made: list[Piece | str] = []
        self._glue = 0  # where the words begin that stand in no part

    def pieces(self) -> Pieces:
        at = 0
        while at < len(self._text):
            at = self._piece(at) or _next_line(self._text, at)
        self._keep_glue(at)
        return tuple(self._made)

    def _piece(self, at: int) -> int | None:
        """Where a piece ends that begins here; None where no part goes on so."""
        for number, part in enumerate(self._parts):
            start = self._come[number]
            if start == len(part) or part[start] != self._text[at]:
                continue
            length = _whole_lines(self._text, at, part, start)
            if length:
                self._keep_glue(at)
                self._made.append(Piece(number, start, start + length))
                self._come[number] = _next_word(part, start + length)
                self._glue = at + length
                return self._glue
        return None

    def _keep_glue(self, end: int) -> None:
        if self._glue < end:
            self._made.append(self._text[self._glue : end])


def _whole_lines(text: str, at: int, part: str, start: int) -> int:
    """How many characters are the same from here on, up to the end of a line or of the part."""
    length = _same(text, at, part, start)
    if start + length == len(part):
        return length
    return max(0, part.rfind("\n", start, start + length) + 1 - start)


def _same(text: str, at: int, part: str, start: int) -> int:
    """How many characters are the same from here on."""
    length = 0
    while block := part[start + length : start + length + _BLOCK]:
        other = text[at + length : at + length + len(block)]
        if block != other:
            return length + _same_in_block(block, other)
        length += len(block)
    return length


def _same_in_block(one: str, other: str) -> int:
    """How many characters two short texts have in common at their beginning, by halves."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _next_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _next_word(part: str, at: int) -> int:
    """Behind the empty lines that begin here: the text may have fewer."""
    while part.startswith("\n", at):
        at += 1
    return at
