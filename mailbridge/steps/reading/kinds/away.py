"""Out-of-office letters: until when, and who stands in. Only what is stated near the words that
announce it.
"""

import re
from datetime import date, datetime, timedelta

from mailbridge.domain.message import Away, Message
from mailbridge.steps.reading.kinds.away_words import (
    DEPUTIES,
    FILLERS,
    MONTHS,
    RETURNS,
    UNTILS,
    WEEKDAYS,
)
from mailbridge.steps.text.mailbox_search import mailboxes

_READ = 3000
_DATE_WITHIN = 45
_STARTS_WITHIN = 26
_DEPUTY_WITHIN = 220

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?(?![\d])")
_SHORT_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{2})(?![\d.:])")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?(?![\d/])")
_DAY_FIRST = re.compile(
    r"(?<![\d.])(\d{1,2})(?:\.|st|nd|rd|th|er|-?го|º)? (?:de |of |"
    r"du )?([^\W\d_]{3,12})\.?,?(?: (?:de |del )?(\d{4}))?"
)
_MONTH_FIRST = re.compile(
    r"(?<!\w)([^\W\d_]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:,? (\d{4}))?"
)
_WORD = re.compile(r"[^\W\d_]+")


def away(message: Message) -> Away | None:
    """The return date and the deputy, or None when neither is stated."""
    text = " ".join(
        (message.subject[:300] + " . " + message.text[:_READ]).replace("\u2019", "'").split()
    )
    until = _until(text.lower(), message.date)
    deputy = _deputy(text, {mailbox.address for mailbox in (*message.from_, *message.to)})
    return Away(until, deputy) if until or deputy else None


def _until(text: str, written: datetime | None) -> date | None:
    """The first date that follows words of returning, else of duration."""
    for phrases in (RETURNS, UNTILS):
        starts = sorted(
            start + len(phrase) for phrase in phrases for start in _occurrences(text, phrase)
        )
        found = next(
            (day for start in starts if (day := _day(text[start : start + _DATE_WITHIN], written))),
            None,
        )
        if found:
            return found
    return None


def _occurrences(text: str, phrase: str) -> list[int]:
    days: list[int] = []
    start = text.find(phrase)
    while start >= 0 and len(days) < 10:
        if (
            not text[max(0, start - 1) : start].isalpha()
            and not text[start + len(phrase) : start + len(phrase) + 1].isalpha()
        ):
            days.append(start)
        start = text.find(phrase, start + 1)
    return days


def _day(span: str, written: datetime | None) -> date | None:
    """The date a span begins with, a few words aside; a date without a year is the next such
    day.
    """
    parts = min(
        (found for found in (_iso(span), _numbers(span), _named(span)) if found), default=None
    )
    if parts is None:
        return _weekday(span, written)
    _, year, month, day = parts
    try:
        return _placed(year, month, day, written)
    except ValueError:
        return None


def _iso(span: str) -> tuple[int, int, int, int] | None:
    match = _ISO.search(span, 0, _STARTS_WITHIN + 10)
    return (match.start(), int(match[1]), int(match[2]), int(match[3])) if match else None


def _numbers(span: str) -> tuple[int, int, int, int] | None:
    match = _DOTTED.search(span) or _SHORT_DOTTED.search(span)
    if match and match.start() <= _STARTS_WITHIN:
        return (
            match.start(),
            _year(match[3] if match.re is _DOTTED else None),
            int(match[2]),
            int(match[1]),
        )
    match = _SLASHED.search(span)
    if not match or match.start() > _STARTS_WITHIN:
        return None
    first, second = int(match[1]), int(match[2])
    if first <= 12 and second <= 12 and first != second:  # nobody can tell the day from the month
        return None
    month, day = (second, first) if first > 12 else (first, second)
    return match.start(), _year(match[3]), month, day


def _named(span: str) -> tuple[int, int, int, int] | None:
    for pattern, day, month in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        for match in pattern.finditer(span):
            number = _month(match[month])
            if number and match.start() <= _STARTS_WITHIN:
                return match.start(), _year(match[3]), number, int(match[day])
    return None


def _month(word: str) -> int | None:
    return next((number for stem, number in MONTHS if word.startswith(stem)), None)


def _year(digits: str | None) -> int:
    """The year, 0 where none is stated."""
    return 0 if not digits else int(digits) + (2000 if len(digits) == 2 else 0)


def _placed(year: int, month: int, day: int, written: datetime | None) -> date | None:
    if written is None:
        return date(year, month, day) if year else None
    earliest = written.date() - timedelta(days=7)
    if year:
        stated = date(year, month, day)
    else:
        stated = date(earliest.year, month, day)
        stated = stated if stated >= earliest else date(earliest.year + 1, month, day)
    return stated if earliest <= stated <= earliest + timedelta(days=550) else None


def _weekday(span: str, written: datetime | None) -> date | None:
    word = _WORD.search(span)
    number = next(
        (
            n
            for n, stems in enumerate(WEEKDAYS)
            if word and word.start() < 4 and word[0].startswith(stems)
        ),
        None,
    )
    if number is None or written is None:
        return None
    return written.date() + timedelta(days=(number - written.weekday() - 1) % 7 + 1)


def _deputy(text: str, own: set[str]) -> str | None:
    """The first mailbox, else the first name, after words that send the reader to somebody else."""
    lowered = text.lower()
    spans = [
        text[start : start + _DEPUTY_WITHIN]
        for start in sorted(start + len(p) for p in DEPUTIES for start in _occurrences(lowered, p))
    ]
    named = (
        mailbox.mailbox
        for span in spans
        for mailbox in mailboxes(span)
        if mailbox.mailbox not in own
    )
    return next(named, None) or next((name for name in map(_name, spans) if name), None)


def _name(span: str) -> str | None:
    words = [word.strip("(:") for word in span.split()[:8]]
    while words and (words[0].lower() in FILLERS or not words[0]):
        words.pop(0)
    name: list[str] = []
    for word in words[:4]:
        if not word[:1].isupper():
            break
        name.append(word.strip(".,;!)"))
        if word[-1:] in ".,;!)":
            break
    return " ".join(name) if len(name) >= 2 else None
