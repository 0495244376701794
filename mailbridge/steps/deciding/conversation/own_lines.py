"""Which words of an incoming text stand in letters of ours, line by line."""

import html
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from mailbridge.domain.letter import SentLetter
from mailbridge.steps.deciding.conversation.answer_lines import Line
from mailbridge.steps.text.word_runs import GRAM, Run, Sources, Words, lines_in_words, words
from mailbridge.values import dataclass

MOST_KEPT = 40_000  # characters of a letter that are compared
UNMARKED = 8  # words running that make an unmarked text ours
CHANGED = 3  # words that a program may have changed within a line
SHORT = GRAM - 1  # words of a line that is too short for a run
ASIDE = "+"  # is no word
ENDS = (".", "?", "!", ":", ";", ")")  # of a sentence
MARK = 3  # characters of a list item's number
ENDING = 12  # words at the end of a letter that nobody answers
NEAR = 40  # lines within which a neighbour is looked for
WINDOW = 400  # words of a letter in which a short line is looked for


# What HTML says in other places than the text does: headings, buttons, short pieces of their own.
_PIECE = re.compile(r"<(?:a|b|h[1-6]|span|strong|th)\b[^>]*>([^<]+)<")


def as_words(text: str, page: str = "") -> str:
    """What is kept of a letter to know it again: its words in lower case, line by line, without
    links; at most MOST_KEPT characters. What only its HTML says, such as the words of a button,
    follows in lines that begin with ASIDE: a program may quote either form.
    """
    lines = [line for line in lines_in_words(text[:MOST_KEPT]) if line]
    known = f" {' '.join(lines)} "
    shown = html.unescape("\n".join(_PIECE.findall(page)))
    beside = dict.fromkeys([line for line in lines_in_words(shown) if " " in line])
    extra = [f"{ASIDE} {line}" for line in beside if f" {line} " not in known]
    return "\n".join((*lines, *extra))


@dataclass(slots=True)
class Cover:
    """Which words of each line are ours, and where the letters say it."""

    lines: Sequence[Line]
    covered: list[list[bool]]  # for each word of each line
    letter: list[int | None]  # of each line: the letter it stands in
    begins_at: list[int]  # of each line: its first word in that letter
    ends_at: list[int]  # of each line: the word of that letter that follows
    lengths: tuple[int, ...]  # of the letters, in words

    def is_ours(self, at: int) -> bool:
        """Whether the line has words, and all of them are ours."""
        return bool(self.covered[at]) and all(self.covered[at])

    def is_touched(self, at: int) -> bool:
        """Whether some words of the line are ours."""
        return any(self.covered[at])

    def ends_letter(self, at: int) -> bool:
        """Whether the line is among the last ones of its letter."""
        letter = self.letter[at]
        return letter is not None and self.ends_at[at] >= self.lengths[letter] - ENDING


class _Place(NamedTuple):
    line: int
    word: int  # within its line


def cover(
    lines: Sequence[Line], letters: Sequence[SentLetter], others_words: Iterable[str]
) -> Cover:
    """What of the lines stands in the letters. `others_words`: texts of clients and of the author;
    what those wrote is not ours.
    """
    sources = Sources(letter.words.split() for letter in letters)
    short = _short_lines(letters)
    places = [
        _Place(at, number) for at, line in enumerate(lines) for number in range(len(line.words))
    ]
    flat = [lines[place.line].words[place.word].text for place in places]
    cover = _nothing(lines, sources)
    runs = sources.runs(flat)
    strong = _strong(runs, flat, lines, places, others_words)
    weak = [run for run in runs if run not in strong]
    for run in runs:
        if run in strong:
            _mark(cover, run, places)
    _changed_on_the_way(cover, [run for run in runs if run in strong], places)
    _item_marks(cover)
    _short_pieces_back(cover)
    _beside(cover, weak, places, _Short(cover, sources, *short))
    return cover


def _nothing(lines: Sequence[Line], sources: Sources) -> Cover:
    """No word is ours yet."""
    covered = [[False] * len(line.words) for line in lines]
    begins_at, ends_at = [0] * len(lines), [0] * len(lines)
    return Cover(
        lines, covered, [None] * len(lines), begins_at, ends_at, tuple(map(_length, sources.texts))
    )


def _strong(
    runs: Sequence[Run],
    flat: Words,
    lines: Sequence[Line],
    places: Sequence[_Place],
    others_words: Iterable[str],
) -> frozenset[Run]:
    """The runs that make what they cover ours: in marked text each, elsewhere those with enough
    words of our own.
    """
    unmarked = [
        run
        for run in runs
        if not all(lines[place.line].is_marked for place in places[run.start : run.end])
    ]
    known = (
        Sources(words(text) for text in others_words)
        if any(run.end - run.start >= UNMARKED for run in unmarked)
        else Sources(())
    )
    weak = {run for run in unmarked if _own(flat[run.start : run.end], known) < UNMARKED}
    return frozenset(run for run in runs if run not in weak)


def _own(run: Words, others: Sources) -> int:
    """How many of these words stand in nobody else's text."""
    return len(run) - sum(piece.end - piece.start for piece in others.runs(run))


def _mark(cover: Cover, run: Run, places: Sequence[_Place]) -> None:
    for number in range(run.start, run.end):
        place = places[number]
        if not cover.is_touched(place.line):
            cover.begins_at[place.line] = run.at + number - run.start
        cover.covered[place.line][place.word] = True
        cover.letter[place.line] = run.source
        cover.ends_at[place.line] = run.at + number - run.start + 1


def _changed_on_the_way(cover: Cover, runs: Sequence[Run], places: Sequence[_Place]) -> None:
    """Between two runs as many words as our letter has there, a few, in lines that are ours else: a
    program changed them.
    """
    for before, after in pairwise(runs):
        gap = after.start - before.end
        if (
            0 < gap <= CHANGED
            and before.source == after.source
            and after.at - before.ends_at == gap
        ):
            between = places[before.end : after.start]
            if all(cover.is_touched(place.line) for place in between):
                for place in between:
                    cover.covered[place.line][place.word] = True


def _item_marks(cover: Cover) -> None:
    """The number of a list item before our words was put there by a program."""
    for at, line in enumerate(cover.lines):
        own = cover.covered[at]
        if len(own) > 1 and not own[0] and own[1]:
            own[0] = len(line.words[0].text) <= MARK and line.words[0].text[-1].isdigit()


def _short_pieces_back(cover: Cover) -> None:
    """A single word at the edge of an unmarked line of the author's own happens to stand in our
    letter, too.
    """
    for at, line in enumerate(cover.lines):
        own = cover.covered[at]
        if line.is_marked or len(own) < 2 or sum(own) != 1:
            continue
        word = line.words[own.index(True)]
        if line.text[word.end : word.end + 1] not in ENDS:
            cover.covered[at] = [False] * len(own)
            cover.letter[at] = None


def _short_lines(
    letters: Sequence[SentLetter],
) -> tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]:
    """The lines of our letters that are too short for a run: of the text, and of HTML alone."""
    lines = {line for letter in letters for line in letter.words.split("\n") if len(line) <= 40}
    text = (tuple(line.split()) for line in lines if not line.startswith(ASIDE))
    page = (tuple(line.split()[1:]) for line in lines if line.startswith(ASIDE))
    return (
        frozenset(line for line in text if 0 < len(line) <= SHORT),
        frozenset(line for line in page if 0 < len(line) <= SHORT),
    )


def _length(words: Words) -> int:
    """Of a letter's text, without what its HTML adds."""
    return words.index(ASIDE) if ASIDE in words else len(words)


@dataclass(frozen=True, slots=True)
class _Short:
    """Judges lines that are too short for a run: by whether our letter has that line where it would
    have to stand.
    """

    found: Cover
    sources: Sources
    lines: frozenset[tuple[str, ...]]
    beside: frozenset[tuple[str, ...]]  # that stand in the HTML alone: who knows where

    def is_ours(self, at: int) -> bool:
        wanted = tuple(word.text for word in self.found.lines[at].words)
        if wanted in self.beside or wanted not in self.lines:
            return wanted in self.beside
        above, below = self._neighbour(at, -1), self._neighbour(at, 1)
        letter = next((self.found.letter[one] for one in (above, below) if one is not None), None)
        if letter is None:
            return True
        text = self.sources.texts[letter]
        start = self.found.ends_at[above] if above is not None else 0
        end = (
            self.found.begins_at[below]
            if below is not None and self.found.letter[below] == letter
            else len(text)
        )
        window = text[start : min(end, start + WINDOW)]
        return any(
            tuple(window[place : place + len(wanted)]) == wanted for place in range(len(window))
        )

    def _neighbour(self, at: int, step: int) -> int | None:
        """The nearest line in that direction that stands in a letter."""
        places = range(at + step, min(max(at + step * NEAR, -1), len(self.found.lines)), step)
        return next((place for place in places if self.found.letter[place] is not None), None)


def _beside(cover: Cover, weak: Sequence[Run], places: Sequence[_Place], short: _Short) -> None:
    """Whole lines beside such a run, too short to be one, and whole quoted lines that are too short
    for any.
    """
    partly: dict[int, set[int]] = {}
    for run in weak:
        for place in places[run.start : run.end]:
            partly.setdefault(place.line, set()).add(place.word)
    order = range(len(cover.lines))
    for direction in (order, order[::-1]):
        near = False
        for at in direction:
            line = cover.lines[at]
            if not line.words:
                continue
            if (
                not cover.is_touched(at)
                and (near or line.is_marked)
                and _is_whole(at, line, partly, short)
            ):
                cover.covered[at] = [True] * len(line.words)
            near = cover.is_ours(at)


def _is_whole(at: int, line: Line, partly: dict[int, set[int]], short: _Short) -> bool:
    return (
        short.is_ours(at)
        if len(line.words) <= SHORT
        else len(partly.get(at, ())) == len(line.words)
    )
