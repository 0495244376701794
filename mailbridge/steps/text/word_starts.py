"""Many phrases looked for in a text at once: those alone that its words may begin."""

from collections.abc import Iterable
from operator import itemgetter

LETTERS = 4  # by which a word is known
_start_of = itemgetter(slice(LETTERS))


class WordStarts:
    """A text, and how its words begin: found once for all the tables it is searched with."""

    __slots__ = ("starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = frozenset(map(_start_of, text.split(" ")))


class PhraseTable:
    """Phrases as they stand. One with a blank in it has a word that begins behind the blank: where
    no word of a text begins so, the phrase is not looked for, which takes a tenth of the time.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        by_start: dict[str, list[str]] = {}
        alone: list[str] = []
        for phrase in phrases:
            start = _start_within(phrase)
            (by_start.setdefault(start, []) if start else alone).append(phrase)
        self._by_start = by_start
        self._starts = frozenset(by_start)
        self._alone = tuple(alone)
        self._alone_ascii = tuple(filter(str.isascii, alone))

    def stand_in(self, searched: WordStarts) -> bool:
        """Whether any of the phrases does."""
        holds = searched.text.__contains__
        alone = self._alone_ascii if searched.text.isascii() else self._alone
        return any(map(holds, alone)) or any(
            any(map(holds, self._by_start[start])) for start in self._starts & searched.starts
        )


def _start_within(phrase: str) -> str:
    """How the longest word begins that stands behind a blank, whole or with enough letters; empty
    where none does.
    """
    *inner, last = phrase.split(" ")
    usable = [*inner[1:], *([last] if inner and len(last) >= LETTERS else [])]
    return max(usable, key=len, default="")[:LETTERS]
