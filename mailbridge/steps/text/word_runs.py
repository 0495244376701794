"""Runs of words that two texts have in common, however they were wrapped, found in linear time.

Where a script puts no blanks between words, each sign counts as one.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from mailbridge.values import dataclass

GRAM = 4  # words: the shortest run that is found
MOST_PLACES = 24  # of one gram among the sources; further ones are not looked at
MOST_KEPT = 300  # characters of a line whose spelling is remembered

_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens and the like, within words, too
_INVISIBLE = re.compile(f"[{_HIDDEN}]")
_MARKS = "\u0300-\u036f"  # accents that stand apart from their letters
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Thai, kana, Han
_LETTERS = rf"(?:[^\W_{_UNSPACED}][{_MARKS}]*)+"
_WORD = re.compile(rf"[{_UNSPACED}]|{_LETTERS}(?:[{_HIDDEN}]+{_LETTERS})*")
# ASCII in lower case, with blanks between the words of a line
_PLAIN = bytes(
    ord(chr(at).lower()) if at < 128 and (chr(at).isalnum() or chr(at) == "\n") else 32
    for at in range(256)
)
_LINKS = re.compile(
    r"(?=[<\[hmctxr])(?:"  # how each of these begins
    r"<?\b(?:https?|mailto|cid|tel|x-apple-data-detectors):[^\s<>\]]*>?"
    r"|\[(?:cid|image|inline image)\b[^\]\n]{0,300}\]"
    r"|<[^\s<>@]+@[^\s<>]+>|\br\.[a-z2-7]{16,}@[^\s<>()]+)",
    re.IGNORECASE,
)

Words = list[str]


class Word(NamedTuple):
    """A word in lower case, and where it stands in its line."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """Words `start` to `end` of a text stand in source number `source`, from its word `at` on."""

    start: int
    end: int
    source: int
    at: int

    @property
    def ends_at(self) -> int:
        """The word of the source that follows the run."""
        return self.at + self.end - self.start


def placed_words(line: str) -> list[Word]:
    """The words of a line; those of links are no words, for mail programs rewrite, add and drop
    links.
    """
    return [
        Word(_bare(match.group()), match.start(), match.end())
        for match in _WORD.finditer(_unlinked(line))
    ]


def place_of(line: str, number: int) -> tuple[int, int]:
    """Where the word of that number, from 0, begins and ends in a line that has so many."""
    return next(islice(_WORD.finditer(_unlinked(line)), number, None)).span()


def _unlinked(line: str) -> str:
    """With blanks in the place of links."""
    if ":" in line or "@" in line or "[" in line:
        return _LINKS.sub(lambda link: " " * len(link.group()), line)
    return line


def words_by_line(text: str) -> list[Words]:
    """The words of each line, as `words` gives them."""
    return [line.split() for line in _spelled(text)]


def lines_in_words(text: str) -> list[str]:
    """The lines of a text as `words_by_line` has them, with one blank between two words."""
    return [" ".join(line.split()) for line in _spelled(text)]


def words(text: str) -> Words:
    """The words of a text in lower case, without links."""
    return " ".join(_spelled(text)).split()


def _spelled(text: str) -> list[str]:
    """The words of each line with blanks between."""
    lines = [
        _LINKS.sub(" ", line) if ":" in line or "@" in line or "[" in line else line
        for line in text.split("\n")
    ]
    spelled = "\n".join(lines).encode("utf-8", "replace").translate(_PLAIN).decode().split("\n")
    if not text.isascii():
        for at, line in enumerate(lines):
            if not line.isascii():
                is_short = len(line) <= MOST_KEPT
                spelled[at] = _foreign_before(line) if is_short else _foreign(line)
    return spelled


def _foreign(line: str) -> str:
    return _bare(" ".join(_WORD.findall(line)))


# much of what letters say stands in every letter in that language
_foreign_before = lru_cache(1024)(_foreign)


def _bare(words: str) -> str:
    if words.isascii():
        return words.lower()
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", words)).casefold()


class Sources:
    """Texts that runs are looked for in; where several hold the same run, the one named first
    counts.
    """

    def __init__(self, texts: Iterable[Words]) -> None:
        self.texts = tuple(texts)
        self._places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        for source, text in enumerate(self.texts):
            for at, gram in enumerate(grams(text, GRAM)):
                places = self._places.setdefault(gram, [])
                if len(places) < MOST_PLACES:
                    places.append((source, at))

    def runs(self, text: Words) -> list[Run]:
        """The longest runs of at least GRAM words, from left to right, none over another."""
        found: list[Run] = []
        known = grams(text, GRAM)
        at = 0
        while at < len(known):
            places = self._places.get(known[at])
            if places:
                found.append(self._longest(text, at, places, found[-1] if found else None))
                at = found[-1].end
            else:
                at += 1
        return found

    def _longest(
        self, text: Words, at: int, places: Sequence[tuple[int, int]], before: Run | None
    ) -> Run:
        """The longest one; among equals the one that goes on where the run before it ended."""
        runs = [Run(at, at + self._length(text, at, *place), *place) for place in places]
        return max(
            runs,
            key=lambda run: (
                run.end,
                before is not None and run.source == before.source and run.at >= before.ends_at,
            ),
        )

    def _length(self, text: Words, at: int, source: int, place: int) -> int:
        words = self.texts[source]
        most = min(len(text) - at, len(words) - place)
        length = GRAM
        while length < most and text[at + length] == words[place + length]:
            length += 1
        return length


def grams(text: Sequence[str], length: int) -> list[tuple[str, ...]]:
    """All runs of that many words."""
    return list(zip(*(text[first:] for first in range(length)), strict=False))
