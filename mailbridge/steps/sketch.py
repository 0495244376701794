"""Recognising words again that somebody quotes, however they were wrapped: a small sketch of each text is kept.

A text's sketch is the few smallest hashes of all its runs of seven words (bottom-k sketch, Broder 1997). Who quotes the
whole text quotes those runs, too.
"""

import heapq
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from zlib import crc32

RUN = 7  # words
KEPT = 6  # hashes of a text
MOST_WORDS = 3000  # of a text that are looked at
MOST_KEPT = 2500  # characters of a text that its sketch covers
ENOUGH = 2  # runs in common


def sketch(text: str) -> tuple[int, ...]:
    """The hashes kept of what somebody wrote."""
    return tuple(heapq.nsmallest(KEPT, set(_runs(text[:MOST_KEPT]))))


def runs_quoted(quoted: str) -> tuple[int, ...]:
    """All runs of a quoted text, its quote marks taken away."""
    return tuple(set(_runs(quoted.replace(">", " ").replace("|", " "))))


def best(matches: Iterable[int]) -> tuple[int, ...]:
    """Discussions by how many quoted runs were written in them, the best first; a single run proves nothing."""
    return tuple(one for one, count in Counter(matches).most_common(5) if count >= ENOUGH)


def _runs(text: str) -> Iterable[int]:
    words = _words(text)
    return (crc32(" ".join(words[start : start + RUN]).encode()) for start in range(max(len(words) - RUN + 1, 0)))


def _words(text: str) -> Sequence[str]:
    return re.findall(r"\w+", text[: MOST_WORDS * 12].casefold())[:MOST_WORDS]
