"""Recognising words again that somebody quotes, however they were wrapped: a small sketch of each
text is kept.

A text's sketch is the hashes of a few of its runs of seven words, spread evenly. Who quotes a good
part of the text quotes some of those runs, too: all runs of what is quoted are compared with them.
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
    """The hashes kept of what somebody wrote: at most KEPT, none of fewer words than RUN."""
    words = _words(text[:MOST_KEPT])
    runs = len(words) - RUN + 1
    starts = {(2 * part + 1) * runs // (2 * KEPT) for part in range(KEPT if runs > 0 else 0)}
    return tuple({_hash(words[start : start + RUN]) for start in starts})


def runs_kept(text: str) -> tuple[int, ...]:
    """The hashes that any version has kept of what somebody wrote: until 0045 those were the
    smallest of its runs.
    """
    smallest = heapq.nsmallest(KEPT, set(_runs(text[:MOST_KEPT])))
    return tuple({*sketch(text), *smallest})


def runs_quoted(quoted: str) -> tuple[int, ...]:
    """All runs of a quoted text, its quote marks taken away."""
    return tuple(set(_runs(quoted.replace(">", " ").replace("|", " "))))


def best(matches: Iterable[int]) -> tuple[int, ...]:
    """Discussions by how many quoted runs were written in them, the best first; a single run proves
    nothing.
    """
    return tuple(one for one, count in Counter(matches).most_common(5) if count >= ENOUGH)


def _runs(text: str) -> list[int]:
    """The hash of each run of words, rolled on from word to word (Karp and Rabin 1987)."""
    words = [crc32(word.encode()) for word in _words(text[:MOST])]
    found: list[int] = []
    rolling = 0
    for gone, word in zip(chain(repeat(0, RUN), words), words, strict=False):
        rolling = ((rolling - gone * _GONE) * _BASE + word) & _MASK
        found.append(rolling)
    return found[RUN - 1 :]


def _hash(words: Iterable[str]) -> int:
    """The hash of one run of words."""
    made = 0
    for word in words:
        made = (made * _BASE + crc32(word.encode())) & _MASK
    return made


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
