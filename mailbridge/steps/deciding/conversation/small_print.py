"""Our small print, "Where we are", mute links and reply addresses are taken out of incoming words,
whoever sent them on.

What a program makes of a sentence of ours, wrapped or quoted, is known by its fixed words, in every
language.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from mailbridge.domain.letter import OwnSentences
from mailbridge.steps.text.word_runs import words, words_by_line
from mailbridge.values import dataclass

FEWEST = 3  # fixed words at the beginning of a sentence by which it is known
LINES = 3  # that one sentence may be wrapped over
BLOCK = 80  # lines of "Where we are", at most

_MARKS = re.compile(r"^[ \t]*(?:[>|][ \t]?)*")
_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_LINK = re.compile(r"<?https?://[^\s<>]*>?", re.IGNORECASE)
# Those that mute, say that an answer is one, answer, or claim an address: each acts for its reader.
_PERSONAL = re.compile(r"(?:/|%2f)(?:u|q|a|f|answer)(?:/|%2f)[a-z2-7]{16}", re.IGNORECASE)
_TOKEN = re.compile(r"r\.[a-z2-7]{16}", re.IGNORECASE)  # what each reply address has
_REPLY_ADDRESS = r"<?(?:mailto:)?r\.[a-z2-7]{{16,}}@(?:{domains})\b[^\s<>]*>?"


@dataclass(frozen=True, slots=True)
class _Sentence:
    begins: tuple[str, ...]  # its words up to the first placeholder
    ends: tuple[str, ...]  # those after the last one
    whole: bool  # there is no placeholder


def without_small_print(text: str, own: OwnSentences) -> str:
    """The text without our small print; the very same text where there is none."""
    by_line = words_by_line(text)
    if _first_words(own).isdisjoint([line[0] for line in by_line if line]):
        return text
    lines, said = text.split("\n"), [tuple(line) for line in by_line]
    gone = _small_print(lines, said, own)
    gone |= _blocks(lines, said, gone, own)
    if not gone:
        return text
    kept = [line for at, line in enumerate(lines) if at not in gone]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def without_secrets(text: str, own_domains: Iterable[str]) -> str:
    """The text without links and addresses that act for the reader of a letter of ours."""
    lowered = text.lower()
    if "http" in lowered:
        text = _LINK.sub(lambda link: "" if _PERSONAL.search(link[0]) else link[0], text)
    if "r." in lowered and "@" in lowered and _TOKEN.search(text):
        return _reply_addresses(frozenset(own_domains)).sub("", text)
    return text


@lru_cache(maxsize=8)
def _reply_addresses(domains: frozenset[str]) -> re.Pattern[str]:
    return re.compile(
        _REPLY_ADDRESS.format(domains="|".join(map(re.escape, sorted(domains))) or "(?!)"),
        re.IGNORECASE,
    )


@lru_cache(maxsize=8)
def _sentences(own: OwnSentences) -> dict[str, tuple[_Sentence, ...]]:
    """By their first word."""
    found: dict[str, tuple[_Sentence, ...]] = {}
    for sentence in own.small_print:
        pieces = [_words_of(piece) for piece in _PLACEHOLDER.split(sentence)]
        if len(pieces[0]) >= FEWEST:
            made = _Sentence(pieces[0], pieces[-1], "{" not in sentence)
            found[made.begins[0]] = (*found.get(made.begins[0], ()), made)
    return found


@lru_cache(maxsize=8)
def _headings(own: OwnSentences) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words(heading)) for heading in own.headings)


@lru_cache(maxsize=8)
def _first_words(own: OwnSentences) -> frozenset[str]:
    """A line that is small print, or heads a block of it, begins with one of these."""
    return frozenset(_sentences(own)) | {heading[0] for heading in _headings(own) if heading}


def _small_print(
    lines: Sequence[str], said: Sequence[tuple[str, ...]], own: OwnSentences
) -> set[int]:
    """The lines that hold a sentence of it, and the link that belongs to it."""
    known = _sentences(own)
    gone: set[int] = set()
    for at, first in enumerate(said):
        candidates = known.get(first[0], ()) if first and at not in gone else ()
        count = max(
            (_length(candidate, said[at : at + LINES]) for candidate in candidates), default=0
        )
        gone.update(range(at, at + count))
        if (
            count
            and at + count < len(lines)
            and not said[at + count]
            and "http" in lines[at + count]
        ):
            gone.add(at + count)
    return gone


def _length(sentence: _Sentence, said: Sequence[tuple[str, ...]]) -> int:
    """Over how many of these lines the sentence stands; 0 where they do not begin with it."""
    seen: tuple[str, ...] = ()
    begun = 0
    for count, line in enumerate(said, 1):
        if not line:
            return begun
        seen += line
        common = min(len(seen), len(sentence.begins))
        if seen[:common] != sentence.begins[:common]:
            return 0
        if len(seen) < len(sentence.begins):
            continue
        if sentence.whole:
            return count if len(seen) == len(sentence.begins) else 0
        begun = begun or count
        if not sentence.ends or seen[-len(sentence.ends) :] == sentence.ends:
            return count
    return begun


def _blocks(
    lines: Sequence[str], said: Sequence[tuple[str, ...]], gone: set[int], own: OwnSentences
) -> set[int]:
    """From the heading down to the small print, without what is quoted in between; the lines drawn
    around it, too.
    """
    headings = _headings(own)
    found: set[int] = set()
    for at, line in enumerate(said):
        if at in found or not _is_heading(lines[at], line, headings):
            continue
        end = _end_of_block(lines, said, gone, at, frozenset(map(_words_of, own.below)))
        if end is None:
            continue
        depth = _depth(lines[at])
        found |= {line for line in range(at, end) if _depth(lines[line]) <= depth}
    return found | _drawn_around(lines, said, gone | found)


def _end_of_block(
    lines: Sequence[str],
    said: Sequence[tuple[str, ...]],
    gone: set[int],
    at: int,
    below: frozenset[tuple[str, ...]],
) -> int | None:
    """Where the block that begins with line `at` ends: with the small print, or with the paragraph
    under the last of our headings in it. None: it is somebody's own heading.
    """
    reach = range(at + 1, min(at + BLOCK, len(lines)))
    end = next((line for line in reach if line in gone), None)
    heading = max((line for line in reach if said[line] in below), default=None)
    if end is not None or heading is None:
        return end
    return next(
        (line for line in range(heading, len(lines)) if not lines[line].strip()), len(lines)
    )


def _words_of(text: str) -> tuple[str, ...]:
    return tuple(words(text))


def _is_heading(line: str, said: tuple[str, ...], headings: frozenset[tuple[str, ...]]) -> bool:
    """Nothing but the heading, and perhaps the topic in brackets."""
    topic = line.rstrip(" *_#").endswith(")")
    return said in headings or (topic and _words_of(line.partition("(")[0]) in headings)


def _depth(line: str) -> int:
    marks = line[: len(line) - len(_MARKS.sub("", line))]
    return sum(map(marks.count, ">|"))


def _drawn_around(
    lines: Sequence[str], said: Sequence[tuple[str, ...]], gone: set[int]
) -> set[int]:
    """The drawn lines beside what goes, blank lines between them or not."""
    filled = [at for at, line in enumerate(lines) if _MARKS.sub("", line).strip()]
    drawn = {at for at in filled if not said[at] and "http" not in lines[at]}
    below = {after for before, after in pairwise(filled) if before in gone}
    above = {before for before, after in pairwise(filled) if after in gone}
    return drawn & (below | above)
