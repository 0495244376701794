"""Lines that list the networks where a company or a person is found."""

import re

from mailbridge.steps.reading.reply.signing import position_words

_LINK = re.compile(r"[<(]?https?://[^\s<>()]{1,250}[>)]?")
_OF_NETWORKS = position_words.NETWORKS | position_words.FOLLOWING
_CELL_MARKS = str.maketrans(dict.fromkeys("|·•/–-", " "))


def is_social(text: str) -> bool:
    """Whether a line lists networks where somebody is found: "Follow us: Facebook | Instagram"."""
    text = text.lower()
    first, *_ = text.split(None, 1) or [""]
    if first.isalnum() and first not in _OF_NETWORKS:
        return False
    named = 0
    for piece in _LINK.sub(" ", text).translate(_CELL_MARKS).split():
        word = piece.strip("<>[]():,.&+")
        if word in position_words.NETWORKS:
            named += 1
        elif word and word not in _OF_NETWORKS and "://" not in word:
            return False
    return named > 1
