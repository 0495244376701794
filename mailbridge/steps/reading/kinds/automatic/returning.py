"""Whether an absence tells of a return, or of somebody who will not return."""

import re

from mailbridge.steps.reading.kinds.automatic.own_words import holds
from mailbridge.steps.reading.kinds.automatic.return_words import (
    BACK,
    BEFORE,
    I_AM,
    I_COME_BACK,
    LEFT,
    THIS_LETTER,
)
from mailbridge.steps.text.word_starts import PhraseTable

# not "I am sending it back"
_I_AM_BACK = re.compile(rf"(?:^|(?<!\w)(?:{I_AM}) (?:(?!\w+ing )[^\s!?]+ ){{0,5}})(?:{BACK})(?!\w)")
_LEFT = PhraseTable(LEFT)


def comes_back(own: str) -> bool:
    """Whether one person says that they will be back; a day beside it makes it an absence."""
    return I_COME_BACK.stand_in(own) or _I_AM_BACK.search(own) is not None


def has_left(own: str) -> bool:
    """Whether a letter says that somebody has left, or that an address is no longer read, and
    speaks of the letter that it answers, but not of what has become of an earlier one.
    """
    return holds(own, _LEFT) and THIS_LETTER.stand_in(own) and not BEFORE.stand_in(own)
