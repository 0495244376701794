"""Due dates in words, English, Russian and German, in the zone of the one who wrote them."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import compress

from mailbridge.domain.message import Due
from mailbridge.steps.reading.meaning.date_tokens import Moment, Scan
from mailbridge.steps.reading.meaning.date_words import (
    ABSENCE,
    AFTER_A_WHILE,
    BETWEEN,
    CLOCK_NAMES,
    CLOSE_OF_DAY,
    CLOSE_OF_WEEK,
    DEADLINE,
    ENDS,
    ENDS_IN_ONE,
    HOUR_NOUNS,
    MONTH_NOUNS,
    MONTHS,
    NEXT,
    ORIGIN,
    PARTS_OF_WEEKDAYS,
    RELATIVE,
    SHORT_WEEKDAYS,
    THIS,
    UNITS,
    VERSIONS,
    WANTING,
    WEEK_NOUNS,
    WEEKDAYS,
)
from mailbridge.steps.reading.meaning.datetime_phrases import moment, spell
from mailbridge.steps.reading.meaning.questions import asks
from mailbridge.steps.text.sentences import sentences, words_of

DAY_END = time(23, 59)
_NO_LATER_WORDS = {
    "than": 2,
    "позднее": 1,
    "позже": 1,
}  # and how many words stand before: "no later", «не»
_NO_LATER_THAN = frozenset(
    {"no", "later", "than", "не", "позднее", "позже", "nicht", "später", "als"}
)
_MOST_NO_LATER = 4  # words of "no later than" and one behind
_LONGEST_EXPRESSION = 80  # characters
_LONGEST_FAREWELL = 2  # blanks in "Bis Freitag, Ann"
_LONGEST_SENTENCE = 600
_FIGURES = re.compile(
    r"(?:zum|bis|am|den) \d\d?\.|\d[:./\-]\d|\d ?[apAP]\.?[mM]|\d(?:st|nd|rd|th|-го)"
)
# "bis zum 3. Stock" counts floors: no more than a dozen days are doubted so
_COUNTED = re.compile(r"((?:zum|am|den|der|dem) (?:1[0-2]|[1-9])\.) (?=[A-ZÄÖÜ][a-zäöüß])")
_DAYS = frozenset(
    {
        *RELATIVE,
        *WEEKDAYS,
        *PARTS_OF_WEEKDAYS,
        *SHORT_WEEKDAYS,
        *MONTHS,
        *ENDS,
        *NEXT,
        *CLOSE_OF_DAY,
        *CLOSE_OF_WEEK,
    }
)
_ANCHORS = _DAYS.union(
    UNITS,
    CLOCK_NAMES,
    HOUR_NOUNS,
    WEEK_NOUNS,
    MONTH_NOUNS,
    ENDS_IN_ONE,
    {"clock", "числа", "числу"},
)
_BEGINNINGS = _DAYS.union(CLOCK_NAMES, THIS, AFTER_A_WHILE, {"day"})
_WITHIN = frozenset({"within", "innerhalb", "binnen"})
_OPENINGS = _BEGINNINGS | DEADLINE | _NO_LATER_WORDS.keys() | _WITHIN | {"в"}
_CLOSES = frozenset({*CLOSE_OF_DAY, *CLOSE_OF_WEEK})


def parse_due(words: str, written_at: datetime) -> datetime | None:
    """What "fri", "2026-11-27", «до пятницы» or "3d" means for its author; None where it means
    nothing.

    A day alone ends at 23:59, a working day ("EOD") at 18:00. The answer has the zone of
    `written_at`.
    """
    scan = Scan(words[:_LONGEST_EXPRESSION], written_at)
    at = next((at for at in range(_MOST_NO_LATER) if scan.word(at) not in _NO_LATER_THAN), 0)
    at = _past_fillers(scan, at)
    try:
        when = moment(scan, at) or spell(scan, at)
        return _at(when, written_at) if when else None
    except (OverflowError, ValueError):
        return None


def due(text: str, written_at: datetime) -> Due | None:
    """The first date the text gives as a deadline; else the first one in a sentence that asks for
    something.
    """
    possible: Due | None = None
    counted = frozenset(_COUNTED.findall(text))
    for sentence in sentences(text):
        if len(sentence) > _LONGEST_SENTENCE or not _promising(sentence):
            continue
        if counted and sentence.endswith(tuple(counted)):
            continue
        for found, certain in _dues(sentence, written_at):
            if certain:
                return found
            possible = possible or found
    return possible


def _promising(text: str) -> bool:
    """Cheaply: whether there may be a date in it at all."""
    return not _ANCHORS.isdisjoint(words_of(text)) or _FIGURES.search(text) is not None


def _dues(sentence: str, written_at: datetime) -> Iterator[tuple[Due, bool]]:
    """The moments to come in a sentence, and whether each is a deadline for certain."""
    lowered = sentence.casefold()
    if any(map(lowered.__contains__, ABSENCE)) or _farewell(lowered):
        return
    scan = Scan(sentence, written_at)
    after = 0
    for at in _openings(scan.words):
        found, certain = _found(scan, at, lowered) if at >= after else (None, False)
        if found is None:
            continue
        try:
            when = _at(found, written_at)
        except (OverflowError, ValueError):
            when = written_at
        if when > written_at:
            first = at - _NO_LATER_WORDS.get(scan.word(at), 0)
            yield Due(scan.between(first, found.after), when), certain
        after = found.after


def _openings(words: list[str]) -> list[int]:
    """Where a moment or the word before a deadline may stand."""
    if not any(map(str.isdecimal, words)):
        return list(compress(range(len(words)), map(_OPENINGS.__contains__, words)))
    return [at for at, word in enumerate(words) if word in _OPENINGS or word.isdecimal()]


def _found(scan: Scan, at: int, lowered: str) -> tuple[Moment | None, bool]:
    try:
        start = _after_deadline_word(scan, at)
        if start:
            when = moment(scan, start) or (
                spell(scan, start) if scan.word(at) in _WITHIN | {"в"} else None
            )
            return (when, True) if when and not _excluded(scan, at, start, when) else (None, False)
        return (_bare(scan, at, lowered), _closes(scan, at))
    except (OverflowError, ValueError):
        return None, False


def _after_deadline_word(scan: Scan, at: int) -> int:
    """Where the moment should begin after "by", "no later than", «не позднее», «срок: »; 0 where
    there is no such word.
    """
    word = scan.word(at)
    if word in _WITHIN:
        return at + 1 + (scan.word(at + 1) == "von")
    if word == "в" and scan.word(at + 1) == "течение":
        return at + 2
    if word in _NO_LATER_WORDS and scan.word(at - 1) in {"не", "later"}:
        return _past_fillers(scan, at + 1)
    return _past_fillers(scan, at + 1) if word in DEADLINE else 0


def _past_fillers(scan: Scan, at: int) -> int:
    stop = at + 3
    while at < stop and (scan.word(at) in BETWEEN or scan.word(at) in DEADLINE):
        at += 1
    return at


def _excluded(scan: Scan, at: int, start: int, when: Moment) -> bool:
    """Opening hours, "not before", and version numbers are no deadlines."""
    if scan.word(at) == "before" and scan.word(at - 1) in {"not", "never"}:
        return True
    if not {scan.word(place) for place in range(max(at - 6, 0), at)}.isdisjoint(
        {"from", "between", "с", "со", "c"}
    ) or _spans_from(scan, at):
        return True
    numeric = (
        scan.number(start) is not None and scan.word(start + 1) in {".", "/"} and not when.plain
    )
    return numeric and not VERSIONS.isdisjoint(scan.words)


def _spans_from(scan: Scan, at: int) -> bool:
    """ "Von 9 bis 17 Uhr", "vom 2. bis 9. März", "von Montag bis Freitag"."""
    return any(
        scan.word(place) in {"von", "vom", "zwischen", "ab"}
        and (scan.number(place + 1) is not None or scan.word(place + 1) in _DAYS)
        for place in range(max(at - 6, 0), at)
    )


def _closes(scan: Scan, at: int) -> bool:
    return scan.word(at) in _CLOSES


def _bare(scan: Scan, at: int, lowered: str) -> Moment | None:
    """A moment without a deadline word counts where the sentence wants something, or says nothing
    else.
    """
    word = scan.word(at)
    if (
        not (word in _BEGINNINGS or word.isdecimal())
        or scan.word(at - 1) in ORIGIN
        or word in {"среде", "среды"}
    ):
        return None
    when = moment(scan, at)
    if (
        when is None
        or not (when.plain or _whole(scan, at, when))
        or (when.day is None and when.exact is None)
    ):
        return None
    wanted = _closes(scan, at) or _whole(scan, at, when) or _wants(scan, lowered)
    return when if wanted else None


def _whole(scan: Scan, at: int, when: Moment) -> bool:
    around = [*scan.words[:at], *scan.words[when.after :]]
    return all(word in BETWEEN or not word.isalnum() for word in around)


def _wants(scan: Scan, lowered: str) -> bool:
    return not WANTING.isdisjoint(scan.words) or asks(lowered)


def _farewell(lowered: str) -> bool:
    if lowered.startswith("bis ") and not any(map(str.isdigit, lowered)):
        return lowered.count(" ") <= _LONGEST_FAREWELL and not lowered.endswith("?")
    return lowered.startswith("до ") and lowered.endswith("!") and lowered.count(" ") <= 2


def _at(when: Moment, written_at: datetime) -> datetime:
    if when.exact:
        return when.exact.replace(second=0, microsecond=0)
    clock = when.clock or DAY_END
    if when.day:
        return datetime.combine(when.day, clock, written_at.tzinfo)
    at = datetime.combine(written_at.date(), clock, written_at.tzinfo)
    return at if at > written_at else at + timedelta(days=1)
