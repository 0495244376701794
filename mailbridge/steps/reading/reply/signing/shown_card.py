"""What looks like a signature and is a text that its author shows: the words of a sign, a letter to
be written, the address that the quoted letter asks for.
"""

from collections.abc import Sequence

from mailbridge.steps.reading.reply.asking import begins_to_ask
from mailbridge.steps.reading.reply.line_sheet import QUOTE, REST, TEXT, Sheet
from mailbridge.steps.reading.reply.signing.boilerplate import (
    REACH,
    is_announced,
    last_filled,
)
from mailbridge.steps.reading.reply.signing.name_words import ASKED_FOR, SHOWING
from mailbridge.steps.reading.reply.signing.same_person import tells_a_person
from mailbridge.steps.text.sentences import sentences, words_of

MOST_QUOTED = 40  # quoted lines in which a question is looked for
LONGEST_QUESTION = 300  # characters of a quoted line
MOST_WORDS = 25  # of a letter that does no more than point at what it shows
MOST_SHOWN = 12  # words of one that points there by a word at the end of a sentence


def is_anothers(lines: Sequence[str], start: int, end: int, names: frozenset[str]) -> bool:
    """Whether a closing belongs to a text that its author shows: a colon announces it, and below
    it stands nobody by the author's name.
    """
    above = last_filled(lines, start)
    if not above or not is_announced(lines[above - 1]) or not tells_a_person(names):
        return False
    below = " ".join(lines[start:end]).lower()
    return not any(name in below for name in names)


def is_framed(lines: Sequence[str], at: int) -> bool:
    """Whether a line with a colon announces what a drawn line opens, or closes."""
    drawn = lines[at].strip()
    is_last = last_filled(lines, len(lines)) == at + 1
    places = range(at, max(-1, at - REACH) if is_last else at - 1, -1)
    return any(
        (above := last_filled(lines, place)) > 0 and is_announced(lines[above - 1])
        for place in places
        if lines[place].strip() == drawn
    )


def is_pointed_at(sheet: Sheet, start: int) -> bool:
    """Whether a card at `start` may be what a short letter shows: the quoted letter asks for an
    address or for words to be printed, or the letter points there ("Please engrave this.").
    """
    above = "\n".join(
        line
        for line, label in zip(sheet.lines[:start], sheet.labels[:start], strict=True)
        if label is TEXT
    )
    told = sentences(above[:LONGEST_QUESTION])
    count = sum(len(words_of(sentence)) for sentence in told)
    if count > MOST_WORDS or len(above) > LONGEST_QUESTION:
        return False
    return _asks_for_words(sheet) or (count <= MOST_SHOWN and any(map(_points, told)))


def _points(sentence: str) -> bool:
    """Whether a sentence ends with "this", "here", "dorthin"."""
    words = words_of(sentence)
    return bool(words) and words[-1] in SHOWING


def _asks_for_words(sheet: Sheet) -> bool:
    quoted = (
        line.lstrip("> ").lower()[:LONGEST_QUESTION]
        for line, label in zip(sheet.lines, sheet.labels, strict=True)
        if label in _QUOTED and line.strip("> ")
    )
    return any(
        ("?" in line or "？" in line or begins_to_ask(line)) and ASKED_FOR.stand_in(line)
        for line, _ in zip(quoted, range(MOST_QUOTED), strict=False)
    )


_QUOTED = frozenset({QUOTE, REST})
