"""Whether an absence tells of a return, or of somebody who will not return."""

from mailbridge.steps.reading.kinds.automatic.own_words import holds, speaks_as_one
from mailbridge.steps.reading.kinds.automatic.return_words import BACK, BEFORE, I_COME_BACK, LEFT
from mailbridge.steps.text.word_starts import PhraseTable

_LEFT = PhraseTable(LEFT)


def comes_back(own: str) -> bool:
    """Whether one person says that they will be back; a day beside it makes it an absence."""
    return I_COME_BACK.stand_in(own) or (BACK.stand_in(own) and speaks_as_one(own))


def has_left(own: str) -> bool:
    """Whether a letter says that somebody has left, or that an address is no longer read, and not
    what has become of an earlier letter.
    """
    return holds(own, _LEFT) and not BEFORE.stand_in(own)
