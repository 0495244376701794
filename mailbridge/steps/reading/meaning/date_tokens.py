"""Tokens of a sentence, and the moments that are read from them."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time
from functools import cached_property

from mailbridge.values import dataclass

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
# the same of ASCII in lower case, at half the cost
_ASCII_TOKEN = re.compile(r"[a-z]+|[0-9]+|[^\w\s\x1c-\x1f]", re.ASCII)
_DIGITS_OF_YEAR = 4
_LINKS = frozenset({",", "at", "on", "by", "the", "of", "in", "(", "до", "к", "в", "во"})


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, a time of day, or both; `after` is the token behind it. Abbreviations are not
    `plain`.
    """

    day: date | None
    clock: time | None
    after: int
    exact: datetime | None = None
    plain: bool = True


class _Words(dict[int, str]):
    """Words by their places, "" where none is."""

    def __missing__(self, place: int) -> str:
        return ""


class Scan:
    """Reads moments from the words, numbers and signs of a text, for a person who wrote at
    `now`.
    """

    def __init__(self, text: str, now: datetime) -> None:
        self.text = text
        self.now = now
        self.words = (
            _ASCII_TOKEN.findall(text.lower())
            if text.isascii()
            else [token.lower() for token in _TOKEN.findall(text)]
        )
        # the token at a place, in lower case; "" outside of the text
        self.word = _Words(enumerate(self.words)).__getitem__

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [token.span() for token in _TOKEN.finditer(self.text)]

    def between(self, first: int, after: int) -> str:
        """The text from one token up to another, as it was written."""
        return self.text[self._spans[first][0] : self._spans[after - 1][1]]

    def number(self, at: int) -> int | None:
        """The number that a token is, of at most as many digits as a year has; None: it is none."""
        word = self.word(at)
        return (
            int(word)
            if word.isdecimal() and word.isascii() and len(word) <= _DIGITS_OF_YEAR
            else None
        )

    def is_joined(self, at: int) -> bool:
        """Whether a token stands right behind the one before it."""
        return 0 < at < len(self.words) and self._spans[at][0] == self._spans[at - 1][1]


def beside(scan: Scan, at: int, read: Callable[[Scan, int], Moment | None]) -> Moment | None:
    """What stands next, past a comma or a small word."""
    for place in range(at, at + 3):
        moment = read(scan, place)
        if moment:
            return moment
        if scan.word(place) not in _LINKS:
            return None
    return None


def months_on(day: date, months: int) -> date:
    """The same day some months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
