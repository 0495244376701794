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


def why_circling(words: str, earlier: Sequence[Said], now: datetime) -> str | None:
    """Why a letter of an outsider looks like one of two machines that answer each other, or None.

    Nothing is asked of header fields or authors: such machines write no Auto-Submitted and change
    their address.
    """
    recent = [said for said in earlier if not said.by_team and now - said.at <= WHILE]
    if len(recent) >= MOST:
        return told(
            "{number} letters within {hours} hours",
            number=len(recent),
            hours=WHILE.seconds // 3600,
        )
    if len(recent) >= SAME and _says_what_they_said(words, recent):
        return told("it says what earlier letters said")
    return None


def _says_what_they_said(words: str, earlier: Sequence[Said]) -> bool:
    """The beginnings are compared first: of most letters that is enough to know them apart."""
    begins = _letters(words[:BEGINNING])
    near = [said for said in earlier if _may_be_one(begins, _letters(said.words[:BEGINNING]))]
    if len(near) < SAME:
        return False
    letters = _letters(words)
    return len(letters) >= FEW and sum(_letters(said.words) == letters for said in near) >= SAME


def _may_be_one(text: str, other: str) -> bool:
    """Two beginnings of the same letters: numbers and spacing may have cut one shorter."""
    return text.startswith(other) or other.startswith(text)


def _letters(words: str) -> str:
    """What is left when numbers and spacing may differ."""
    return _NO_LETTERS.sub("", words.casefold())
