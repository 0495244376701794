"""Acknowledgements of ticket systems without any field that says so.

They are told by what they are made of, sentence for sentence: a letter has come in, thanks for it,
its number, what becomes of it, and that a program says so. A desk's letter that is made of such
sentences alone, two sorts at least, is a program's; where somebody says "I", asks, or says more,
it is a person's. What a letter quotes does not count, so this is asked once quotes are cut off.
"""

import re

from mailbridge.domain.message import Message
from mailbridge.domain.told import told
from mailbridge.steps.reading.kinds.automatic.acknowledgement_words import (
    BESIDE,
    BUTS,
    BY_PROGRAM,
    CASE_WORDS,
    CONTACTS,
    COURTESIES,
    FRENCH,
    FRENCH_YESTERDAY,
    GREETINGS,
    LONGEST_GREETING,
    NO_REPLIES,
    PROMISES,
    RECEIPTS,
    REQUESTS,
    SPOKEN_DAYS,
    TAKEN_IN,
    THE_MORNING,
    YESTERDAY,
)
from mailbridge.steps.reading.kinds.automatic.own_words import (
    READ,
    asks,
    holds,
    is_a_desks,
    said,
    speaks_as_one,
    spoken,
    was_typed,
)
from mailbridge.steps.reading.kinds.machine_marks import folded, is_answer
from mailbridge.steps.text.sentences import sentences, words_of
from mailbridge.steps.text.word_starts import PhraseTable

_NUMBER = re.compile(r"[(\[][^()\[\]]{1,40}[)\]]|[#№]?\b\d[\w-]{0,20}")
_BY_PROGRAM = PhraseTable(BY_PROGRAM)
_CASE = re.compile(CASE_WORDS)
_BEHIND_LETTER = re.compile(r"(?<= \w\.) ")
ENOUGH = 2  # of the sorts of sentences
OPENS_WITHIN = 2  # sentences; the first may be a courtesy of the house
_SHORT = 4  # words; shorter ones are greetings and signatures
_SHORT_UNSPACED = 9  # characters, where words are written together
_WRITTEN_TOGETHER = "\u0e00"  # Thai, and what stands behind it: kana, ideographs
_LABEL = re.compile(r"[^:]{2,30}: ")
_LABELLED = 8  # words
_ENDS_GREETING = frozenset(",!:，：")
_AT_THE_END = 3  # characters behind a number
_LONGEST_SENTENCE = 250
_SOMETHING_QUOTED = 40  # characters
_WHY = told("it acknowledges a letter, and says that a program does")


def acknowledges(message: Message, reply: str, signature: str = "") -> str | None:
    """What makes it an automatic letter, in words; None for a person's."""
    own, desk = said(reply), is_a_desks(message)
    certain = holds(own, _BY_PROGRAM)
    if not (certain or desk) or (asks(own) and not (desk and certain)):
        return None
    answers = is_answer(message.subject)
    subject = "" if answers else _without_numbers(said(message.subject[:400]))
    by_subject = subject.startswith(RECEIPTS) or _has(subject, BY_PROGRAM) or _takes_in(subject)
    received = any(map(_takes_in, _parts(reply)))
    if not desk:
        return _WHY if certain and received else None
    contacted = _has(own, CONTACTS)
    numbered = (contacted or not answers) and _gives_a_number(message, reply)
    numbered = numbered or (received and any(map(_is_a_number, _parts(reply))))
    sorts = (
        by_subject, received, certain or _has(own, NO_REPLIES), numbered,
        _has(own, PROMISES), _has(own, COURTESIES),
    )  # fmt: skip
    if not (any(sorts[:4]) or contacted or _thanks_for_a_letter(reply)):
        return None
    told_twice = by_subject and received
    if sum(sorts) - told_twice < ENOUGH or not (any(sorts[:3]) or sorts[4] or contacted):
        return None
    return _WHY if certain or not _is_a_persons(message, reply, signature, *sorts[:2]) else None


def _thanks_for_a_letter(reply: str) -> bool:
    """Whether a sentence of thanks names a letter; for what was in it, somebody thanks."""
    return any(_has(part, COURTESIES) and _has(part, REQUESTS) for part in _parts(reply))


def _is_a_persons(
    message: Message, reply: str, signature: str, by_subject: bool, received: bool
) -> bool:
    """Whether somebody at a desk wrote it: says "I", quotes what they answer, wrote in a mail
    program, or says more than that a letter has come in.
    """
    if speaks_as_one(f"{reply}\n{signature}") or was_typed(message):
        return True
    if _names_a_day(words_of(reply[:READ])):
        return True
    quotes = len(message.text) - len(reply) - len(signature) > _SOMETHING_QUOTED
    if quotes and not _gives_a_number(message, reply):
        return True
    return not _is_made_of_formulas(reply, received or by_subject)


def _names_a_day(words: list[str]) -> bool:
    """Whether somebody speaks of yesterday or tomorrow."""
    text = f" {' '.join(words)} ".replace(THE_MORNING, " ").replace(*YESTERDAY)
    named = SPOKEN_DAYS.intersection(text.split())
    if named == {FRENCH_YESTERDAY}:
        return not FRENCH.isdisjoint(words)
    return bool(named)


def _is_made_of_formulas(reply: str, received: bool) -> bool:
    """Whether a letter says nothing but what acknowledgements say; where one says that a letter has
    come in, some more words may stand behind.
    """
    parts = [part for part in _parts(reply) if not _is_beside(part)]
    known = sum(map(_is_formula, parts))
    opens = any(map(_is_formula, parts[:OPENS_WITHIN]))
    return known == len(parts) or (opens and received and 2 * known > len(parts))


def _is_formula(part: str) -> bool:
    if not BUTS.isdisjoint(part.replace(",", " ").split()):
        return False
    return (
        _takes_in(part)
        or ((named := _CASE.search(part)) is not None and len(part) - named.end() <= _AT_THE_END)
        or any(_has(part, words) for words in (PROMISES, COURTESIES, BY_PROGRAM, NO_REPLIES))
    )


def _parts(reply: str) -> list[str]:
    """The sentences, parted behind a single letter, too: "We like version B. It will print"."""
    return [
        part
        for sentence in sentences(spoken(reply))
        for part in _BEHIND_LETTER.split(folded(sentence))
    ]


def _is_beside(part: str) -> bool:
    """A greeting, a signature, a label with its value, and what else stands around such words."""
    words = len(part.split())
    unspaced = any(letter >= _WRITTEN_TOGETHER for letter in part)
    short = len(part) < _SHORT_UNSPACED if unspaced else words < _SHORT
    greets = (
        words <= LONGEST_GREETING and part.startswith(GREETINGS) and part[-1:] in _ENDS_GREETING
    )
    return (
        short
        or greets
        or _has(part, BESIDE)
        or (words <= _LABELLED and _LABEL.match(part) is not None)
    )


def _takes_in(part: str) -> bool:
    """Whether a sentence says that a request was received."""
    bare = _without_numbers(part[:_LONGEST_SENTENCE])
    takes_in = _has(bare, TAKEN_IN) and _has(bare, REQUESTS)
    return takes_in and BUTS.isdisjoint(bare.replace(",", " ").split())


def _gives_a_number(message: Message, reply: str) -> bool:
    """Whether a case is named with its number: "Ticket ID: 123456"."""
    return _CASE.search(f"{message.subject[:400]} {reply[:READ]}".lower()) is not None


def _is_a_number(part: str) -> bool:
    """Whether a sentence does nothing but tell the number of a case."""
    named = _CASE.search(part)
    if named is None or _takes_in(part) or len(part.split()) > _LABELLED:
        return False
    return len(part) - named.end() <= _AT_THE_END and BUTS.isdisjoint(part.split())


def _without_numbers(text: str) -> str:
    """Case numbers stand amid the words: "Your request (4711) has been received"."""
    return " ".join(_NUMBER.sub(" ", text).split())


def _has(text: str, stems: tuple[str, ...]) -> bool:
    return any(map(text.__contains__, stems))
