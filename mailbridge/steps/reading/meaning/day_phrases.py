"""Days by their names: "tomorrow", "next Friday", «до конца месяца»."""

from calendar import monthrange
from datetime import date, time, timedelta

from mailbridge.steps.reading.meaning.calendar_dates import calendar_date, numbered_day
from mailbridge.steps.reading.meaning.date_tokens import Moment, Scan, beside, months_on
from mailbridge.steps.reading.meaning.date_words import (
    CLOSE_OF_DAY,
    CLOSE_OF_WEEK,
    DAY_NOUNS,
    ENDS,
    ENDS_IN_ONE,
    MONTH_NOUNS,
    MONTHS,
    NEXT,
    PARTS_OF_WEEKDAYS,
    QUARTER_NOUNS,
    RELATIVE,
    SHORT_WEEKDAYS,
    THIS,
    WEEK_NOUNS,
    WEEKDAYS,
    WORKING,
    YEAR_NOUNS,
)

_FRIDAY = 4
CLOSE = time(18, 0)


def relative_day(scan: Scan, at: int) -> Moment | None:
    """The day that "tomorrow" or "day after tomorrow" names; None where no such word begins."""
    word = scan.word(at)
    if word in RELATIVE:
        return Moment(scan.now.date() + timedelta(days=RELATIVE[word]), None, at + 1)
    if word == "day" and [scan.word(at + 1), scan.word(at + 2)] == ["after", "tomorrow"]:
        return Moment(scan.now.date() + timedelta(days=2), None, at + 3)
    return None


def end_of(scan: Scan, at: int) -> Moment | None:
    """ "EOD tomorrow", "end of next week", «до конца месяца»."""
    today = scan.now.date()
    word = scan.word(at)
    if word in CLOSE_OF_DAY:
        return _close_of_day(scan, at + 1)
    if word in CLOSE_OF_WEEK:
        return Moment(_friday(today), None, at + 1)
    if word in ENDS_IN_ONE:
        ended = _end_of_period(Scan(ENDS_IN_ONE[word], scan.now), 0, later=False)
        return Moment(ended.day, None, at + 1) if ended else None
    if word not in ENDS:
        return None
    at += 1
    while scan.word(at) in {"of", "the", "der", "des"}:
        at += 1
    later = scan.word(at) in NEXT
    at += later or scan.word(at) in THIS
    return _end_of_period(scan, at, later=later)


def _end_of_period(scan: Scan, at: int, *, later: bool) -> Moment | None:
    today = scan.now.date()
    word = scan.word(at)
    if word in DAY_NOUNS and not later:
        return _close_of_day(scan, at + 1 + (scan.word(at + 1) in DAY_NOUNS))
    if word in WORKING and scan.word(at + 1) in WEEK_NOUNS | DAY_NOUNS:
        return _end_of_period(scan, at + 1, later=later)
    if word in WEEK_NOUNS:
        return Moment(_friday(today) + timedelta(days=7 * later), None, at + 1)
    if word in MONTH_NOUNS:
        return Moment(_last_of_month(today, int(later)), None, at + 1)
    if word in QUARTER_NOUNS:
        return Moment(_last_of_month(today, 2 - (today.month - 1) % 3 + 3 * later), None, at + 1)
    if word in YEAR_NOUNS:
        return Moment(date(today.year + later, 12, 31), None, at + 1)
    if word in MONTHS:
        return Moment(_last_of_month(today, (MONTHS[word] - today.month) % 12), None, at + 1)
    return None


def _close_of_day(scan: Scan, at: int) -> Moment:
    at += scan.word(at) in {"on", "of"}
    day = relative_day(scan, at) or weekday(scan, at) or calendar_date(scan, at)
    return Moment(day.day, CLOSE, day.after) if day else Moment(scan.now.date(), CLOSE, at)


def _friday(today: date) -> date:
    """The last working day of this week; of the next, when this one's is over."""
    return today + timedelta(days=(_FRIDAY - today.weekday()) % 7)


def _last_of_month(today: date, months: int) -> date:
    first = months_on(today.replace(day=1), months)
    return first.replace(day=monthrange(first.year, first.month)[1])


def weekday(scan: Scan, at: int) -> Moment | None:
    """A weekday is the next one to come; "next" puts it into the next week; a date beside it
    settles the matter.
    """
    later = scan.word(at) in NEXT
    at += later or scan.word(at) in THIS
    word = scan.word(at)
    part = PARTS_OF_WEEKDAYS.get(word)
    number = part[0] if part else WEEKDAYS.get(word, SHORT_WEEKDAYS.get(word))
    if number is None:
        return None
    after = at + 1 + (word in SHORT_WEEKDAYS and scan.word(at + 1) == ".")
    dated = beside(scan, after, calendar_date) or beside(scan, after, numbered_day)
    if dated:
        return dated
    today = scan.now.date()
    ahead = 7 - today.weekday() + number if later else (number - today.weekday() - 1) % 7 + 1
    clock = time(*part[1]) if part else None
    return Moment(today + timedelta(days=ahead), clock, after, plain=word not in SHORT_WEEKDAYS)


def period(scan: Scan, at: int) -> Moment | None:
    """ "This week" ends on Friday, "next week" begins on Monday, "next month" on the first."""
    today = scan.now.date()
    if scan.word(at) in THIS and scan.word(at + 1) in WEEK_NOUNS:
        return Moment(_friday(today), None, at + 2)
    if scan.word(at) not in NEXT:
        return None
    if scan.word(at + 1) in WEEK_NOUNS:
        return Moment(today + timedelta(days=7 - today.weekday()), None, at + 2)
    if scan.word(at + 1) in MONTH_NOUNS:
        return Moment(months_on(today.replace(day=1), 1), None, at + 2)
    return None
