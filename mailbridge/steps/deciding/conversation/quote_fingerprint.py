"""Recognising words again that somebody quotes, however they were wrapped: a small sketch of each
text is kept.

A text's sketch is the few smallest hashes of all its runs of seven words (bottom-k sketch, Broder
1997). Who quotes the whole text quotes those runs, too.
"""

import heapq
import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain, repeat
from zlib import crc32

RUN = 7  # words
KEPT = 6  # hashes of a text
MOST = 36_000  # characters of a text that are looked at
MOST_KEPT = 2500  # characters of a text that its sketch covers
ENOUGH = 2  # runs in common

_WORD = re.compile(r"\w+")
_BASE, _MASK = 1_000_003, (1 << 61) - 1
_GONE = pow(_BASE, RUN - 1, 1 << 61)


def sketch(text: str) -> tuple[int, ...]:
    """The hashes kept of what somebody wrote."""
    return tuple(heapq.nsmallest(KEPT, set(_runs(text[:MOST_KEPT]))))


def runs_quoted(quoted: str) -> tuple[int, ...]:
    """All runs of a quoted text, its quote marks taken away."""
    return tuple(set(_runs(quoted.replace(">", " ").replace("|", " "))))


def best(matches: Iterable[int]) -> tuple[int, ...]:
    """Discussions by how many quoted runs were written in them, the best first; a single run proves
    nothing.
    """
    return tuple(one for one, count in Counter(matches).most_common(5) if count >= ENOUGH)


def _runs(text: str) -> list[int]:
    """A rolling hash (Karp and Rabin 1987) of each run of words."""
    words = [crc32(word.encode()) for word in _WORD.findall(text[:MOST].casefold())]
    found: list[int] = []
    rolling = 0
    for gone, word in zip(chain(repeat(0, RUN), words), words, strict=False):
        rolling = ((rolling - gone * _GONE) * _BASE + word) & _MASK
        found.append(rolling)
    return found[RUN - 1 :]
