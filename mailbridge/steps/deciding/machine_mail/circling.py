"""Correspondence that goes round in circles: two machines that answer each other."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from mailbridge.domain.told import told
from mailbridge.values import dataclass

WHILE = timedelta(hours=2)  # how far back circles are looked for
MOST = 20  # letters of outsiders in one discussion within that time; beyond, nobody is told of more
SAME = 2  # letters that said the same before; from then on it is a machine's repetition
FEW = 40  # letters of the alphabet; people do repeat short answers
BEGINNING = 120  # characters
_NO_LETTERS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class Said:
    """An earlier post of a discussion, as circles are looked for."""

    at: datetime
    by_team: bool
    words: str


def may_circle(words: str, earlier: Sequence[Said], now: datetime) -> bool:
    """Whether `why_circling` may say something, by the first BEGINNING characters of what was said
    earlier: of most letters they are enough to know them apart.
    """
    recent = _recent(earlier, now)
    return len(recent) >= MOST or len(_alike(words, recent)) >= SAME


def why_circling(words: str, earlier: Sequence[Said], now: datetime) -> str | None:
    """Why a letter of an outsider looks like one of two machines that answer each other, or None.

    Nothing is asked of header fields or authors: such machines write no Auto-Submitted and change
    their address.
    """
    recent = _recent(earlier, now)
    if len(recent) >= MOST:
        return told(
            "{number} letters within {hours} hours",
            number=len(recent),
            hours=WHILE.seconds // 3600,
        )
    if _says_what_they_said(words, _alike(words, recent)):
        return told("it says what earlier letters said")
    return None


def _recent(earlier: Sequence[Said], now: datetime) -> list[Said]:
    return [said for said in earlier if not said.by_team and now - said.at <= WHILE]


def _alike(words: str, recent: Sequence[Said]) -> list[Said]:
    """Those that begin with the same letters; none where they are too few for a circle."""
    if len(recent) < SAME:
        return []
    begins = _letters(words[:BEGINNING])
    return [said for said in recent if _may_be_one(begins, _letters(said.words[:BEGINNING]))]


def _says_what_they_said(words: str, alike: Sequence[Said]) -> bool:
    if len(alike) < SAME:
        return False
    letters = _letters(words)
    return len(letters) >= FEW and sum(_letters(said.words) == letters for said in alike) >= SAME


def _may_be_one(text: str, other: str) -> bool:
    """Two beginnings of the same letters: numbers and spacing may have cut one shorter."""
    return text.startswith(other) or other.startswith(text)


def _letters(words: str) -> str:
    """What is left when numbers and spacing may differ."""
    return _NO_LETTERS.sub("", words.casefold())
