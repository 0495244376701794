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
    paragraph_start,
)
from mailbridge.steps.reading.reply.signing.name_words import ASKED_FOR, SHOWING
from mailbridge.steps.reading.reply.signing.same_person import tells_a_person
from mailbridge.steps.reading.reply.signing.sign_off import is_contact
from mailbridge.steps.text.sentences import sentences, words_of

MOST_QUOTED = 40  # quoted lines in which a question is looked for
LONGEST_QUESTION = 300  # characters of a quoted line
LEAST_OF_SENTENCE = 4  # words
MOST_OF_ITEM = 6  # words of a line of a list
_ENDED = (".", "!", "?", ",", ";")
_SENTENCE_ENDS = frozenset(".!?")
MOST_WORDS = 25  # of a letter that does no more than point at what it shows
MOST_SHOWN = 12  # words of one that points there by a word at the end of a sentence


def is_anothers(lines: Sequence[str], start: int, end: int, names: frozenset[str]) -> bool:
    """Whether a closing belongs to a text that its author shows: a colon announces it, or the
    letter goes on below it, and nobody by the author's name stands there.
    """
    if not tells_a_person(names):
        return False
    below = " ".join(lines[start:end]).lower()
    if any(name in below for name in names):
        return False
    return _is_announced_at(lines, start) or goes_on_below(lines, start, end)


def _is_announced_at(lines: Sequence[str], start: int) -> bool:
    above = last_filled(lines, start)
    return above > 0 and is_announced(lines[above - 1])


def is_shown_sign(lines: Sequence[str], start: int, end: int) -> bool:
    """Whether a separator opens a signature that the letter shows: a colon announces it, and the
    letter goes on below it.
    """
    return _is_announced_at(lines, start) and goes_on_below(lines, start, end)


def ends_list(lines: Sequence[str], at: int) -> bool:
    """Whether a line with a colon announces the short lines of which the one at `at` is the last,
    with no blank line among them.
    """
    for place in range(at - 1, max(-1, at - REACH), -1):
        above = lines[place].rstrip()
        if not above.strip() or is_announced(above):
            return is_announced(above)
        if above.endswith(_ENDED) or len(above.split()) > MOST_OF_ITEM:
            return False
    return False


def goes_on_below(lines: Sequence[str], start: int, end: int) -> bool:
    """Whether the last paragraph below a signature's first line is one sentence of a letter."""
    last = paragraph_start(lines, start, end)
    text = " ".join(lines[last:end]).strip()
    apart = last > start and not lines[last - 1].strip()
    whole = text[-1:] in _SENTENCE_ENDS and len(text.split()) >= LEAST_OF_SENTENCE
    return apart and whole and text[:1].isupper() and not any(map(is_contact, lines[last:end]))


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
