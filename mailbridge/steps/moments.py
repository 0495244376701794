"""Dates and times in words: what "end of next week" or «27 ноября, 15:00» means for the one who wrote it."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mailbridge.steps.date_words import (
    AFTER_A_WHILE,
    AMOUNTS,
    CLOCK_NAMES,
    CLOSE_OF_DAY,
    CLOSE_OF_MONTH,
    CLOSE_OF_WEEK,
    DAY_NOUNS,
    ENDS,
    HALVES,
    HOUR_NOUNS,
    MONTH_NOUNS,
    MONTHS,
    MONTHS_ALONE,
    NEXT,
    NUMBERS,
    QUARTER_NOUNS,
    RELATIVE,
    SHORT_UNITS,
    SHORT_WEEKDAYS,
    THIS,
    UNITS,
    WEEK_NOUNS,
    WEEKDAYS,
    WORKING,
    YEAR_NOUNS,
)

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_FRIDAY = 4
_MOST = 1000  # units a person counts in
_RECENT = timedelta(days=60)  # a date without a year that lies so near behind is past, not next year's
CLOSE = time(18, 0)
_DIGITS_OF_YEAR = 4
_DATE_SIGNS = frozenset("-./")
_ENDINGS = frozenset({"st", "nd", "rd", "th", "го", "му", "е", "ое", "ого", "ому"})
_LINKS = frozenset({",", "at", "on", "by", "the", "of", "in", "(", "до", "к", "в", "во"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word in lower case, a number or a sign, and where it stands in the text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, a time of day, or both; `after` is the token behind it. Abbreviations are not `plain`."""

    day: date | None
    clock: time | None
    after: int
    exact: datetime | None = None
    plain: bool = True


def tokenise(text: str) -> list[Token]:
    """Words, numbers and signs; each letter and digit is in one of them."""
    return [Token(match.group().lower(), match.start(), match.end()) for match in _TOKEN.finditer(text)]


@dataclass(frozen=True, slots=True)
class Scan:
    """Reads moments from tokens, for a person who wrote at `now`."""

    tokens: list[Token]
    now: datetime

    def word(self, at: int) -> str:
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def number(self, at: int) -> int | None:
        word = self.word(at)
        return int(word) if word.isascii() and word.isdecimal() and len(word) <= _DIGITS_OF_YEAR else None

    def joined(self, at: int) -> bool:
        """Whether a token stands right behind the one before it."""
        return 0 < at < len(self.tokens) and self.tokens[at].start == self.tokens[at - 1].end


def moment(scan: Scan, at: int) -> Moment | None:
    """The moment whose words begin at token `at`: a day with the time beside it, or one of them alone."""
    spell = _after_a_while(scan, at)
    if spell:
        return spell
    day = _day(scan, at)
    if day:
        clock = None if day.clock else _beside(scan, day.after, _clock)
        return Moment(day.day, clock.clock, clock.after, plain=day.plain) if clock else day
    clock = _clock(scan, at)
    if clock is None:
        return None
    day = _beside(scan, clock.after, _day)
    return Moment(day.day, clock.clock, day.after, plain=day.plain) if day else clock


def spell(scan: Scan, at: int) -> Moment | None:
    """ "3 days", "2w", "a week", "3 business days", counted from now."""
    count, unit_at = scan.number(at) or NUMBERS.get(scan.word(at)), at + 1
    if count is None:
        count, unit_at = 1, at
    if scan.word(unit_at) == "of":
        unit_at += 1
    working = scan.word(unit_at) in WORKING
    unit_at += working
    word = scan.word(unit_at)
    unit = UNITS.get(word) or (SHORT_UNITS.get(word) if unit_at == at + 1 and scan.joined(unit_at) else None)
    if unit is None or not 0 < count <= _MOST:
        return None
    return _counted(scan.now, count, unit, unit_at + 1, working=working)


def _counted(now: datetime, count: int, unit: str, after: int, *, working: bool) -> Moment:
    if unit in {"hour", "minute"}:
        length = timedelta(hours=count) if unit == "hour" else timedelta(minutes=count)
        return Moment(None, None, after, exact=now + length)
    if unit == "month":
        return Moment(_months_on(now.date(), count), None, after)
    days = count * 7 if unit == "week" else count
    return Moment(_working_days_on(now.date(), days) if working else now.date() + timedelta(days=days), None, after)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _working_days_on(day: date, count: int) -> date:
    weeks, rest = divmod(count, 5)
    day += timedelta(days=weeks * 7)
    while rest:
        day += timedelta(days=1)
        rest -= day.weekday() <= _FRIDAY
    return day


def _beside(scan: Scan, at: int, read: Callable[[Scan, int], Moment | None]) -> Moment | None:
    """What stands next, past a comma or a small word."""
    for place in range(at, at + 3):
        found = read(scan, place)
        if found:
            return found
        if scan.word(place) not in _LINKS:
            return None
    return None


def _after_a_while(scan: Scan, at: int) -> Moment | None:
    return spell(scan, at + 1) if scan.word(at) in AFTER_A_WHILE else None


def _day(scan: Scan, at: int) -> Moment | None:
    for read in (_relative, _end_of, _weekday, _period, _calendar, _day_of_month):
        found = read(scan, at)
        if found:
            return found
    return None


def _relative(scan: Scan, at: int) -> Moment | None:
    today = scan.now.date()
    word = scan.word(at)
    if word in RELATIVE:
        return Moment(today + timedelta(days=RELATIVE[word]), None, at + 1)
    if word == "day" and [scan.word(at + 1), scan.word(at + 2)] == ["after", "tomorrow"]:
        return Moment(today + timedelta(days=2), None, at + 3)
    return None


def _end_of(scan: Scan, at: int) -> Moment | None:
    """ "EOD tomorrow", "end of next week", «до конца месяца»."""
    today = scan.now.date()
    word = scan.word(at)
    if word in CLOSE_OF_DAY:
        return _close_of_day(scan, at + 1)
    if word in CLOSE_OF_WEEK:
        return Moment(_friday(today), None, at + 1)
    if word in CLOSE_OF_MONTH:
        return Moment(_last_of_month(today, 0), None, at + 1)
    if word not in ENDS:
        return None
    at += 1
    while scan.word(at) in {"of", "the"}:
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
    day = _relative(scan, at) or _weekday(scan, at) or _calendar(scan, at)
    return Moment(day.day, CLOSE, day.after) if day else Moment(scan.now.date(), CLOSE, at)


def _friday(today: date) -> date:
    """The last working day of this week; of the next, when this one's is over."""
    return today + timedelta(days=(_FRIDAY - today.weekday()) % 7)


def _last_of_month(today: date, months: int) -> date:
    first = _months_on(today.replace(day=1), months)
    return first.replace(day=monthrange(first.year, first.month)[1])


def _weekday(scan: Scan, at: int) -> Moment | None:
    """A weekday is the next one to come; "next" puts it into the next week; a date beside it settles the matter."""
    later = scan.word(at) in NEXT
    at += later or scan.word(at) in THIS
    word = scan.word(at)
    number = WEEKDAYS.get(word, SHORT_WEEKDAYS.get(word))
    if number is None:
        return None
    after = at + 1 + (word in SHORT_WEEKDAYS and scan.word(at + 1) == ".")
    dated = _beside(scan, after, _calendar)
    if dated:
        return dated
    today = scan.now.date()
    ahead = 7 - today.weekday() + number if later else (number - today.weekday() - 1) % 7 + 1
    return Moment(today + timedelta(days=ahead), None, after, plain=word in WEEKDAYS)


def _period(scan: Scan, at: int) -> Moment | None:
    """ "next week" begins on Monday, "next month" on the first."""
    if scan.word(at) not in NEXT:
        return None
    today = scan.now.date()
    if scan.word(at + 1) in WEEK_NOUNS:
        return Moment(today + timedelta(days=7 - today.weekday()), None, at + 2)
    if scan.word(at + 1) in MONTH_NOUNS:
        return Moment(_months_on(today.replace(day=1), 1), None, at + 2)
    return None


def _calendar(scan: Scan, at: int) -> Moment | None:
    return _iso(scan, at) or _named_month(scan, at) or _numeric(scan, at)


def _iso(scan: Scan, at: int) -> Moment | None:
    year = scan.number(at)
    if year is None or year < _MOST or scan.word(at + 1) not in _DATE_SIGNS or scan.word(at + 3) != scan.word(at + 1):
        return None
    return _valid(year, scan.number(at + 2), scan.number(at + 4), at + 5)


def _named_month(scan: Scan, at: int) -> Moment | None:
    """ "27 Nov", "27th of November 2026", "November 27th", «27-го ноября»."""
    number, after = _ordinal(scan, at)
    if number:
        after += scan.word(after) == "of"
        month = MONTHS.get(scan.word(after))
        return _in_year(scan, month, number, after + 1 + (scan.word(after + 1) == ".")) if month else None
    month = MONTHS.get(scan.word(at))
    if month is None:
        return None
    at += 1 + (scan.word(at + 1) in {".", "the"})
    number, after = _ordinal(scan, at)
    return _in_year(scan, month, number, after) if number and scan.word(after) != ":" else None


def _ordinal(scan: Scan, at: int) -> tuple[int | None, int]:
    number = scan.number(at)
    if number is None or not 0 < number <= 31:
        return None, at
    after = at + 1
    if scan.word(after) in _ENDINGS and scan.joined(after):
        return number, after + 1
    if scan.word(after) == "-" and scan.word(after + 1) in _ENDINGS and scan.joined(after):
        return number, after + 2
    return number, after


def _in_year(scan: Scan, month: int, day: int, after: int) -> Moment | None:
    year_at = after + (scan.word(after) == ",")
    year = scan.number(year_at)
    if year and year >= _MOST and scan.word(year_at + 1) != ":":
        return _valid(year, month, day, year_at + 1 + (scan.word(year_at + 1) in {"года", "г"}))
    return _nearest(scan.now.date(), month, day, after)


def _nearest(today: date, month: int, day: int, after: int) -> Moment | None:
    """The year nobody wrote: the next such day, unless one has just gone by."""
    this_year = _valid(today.year, month, day, after)
    if this_year and this_year.day and this_year.day >= today - _RECENT:
        return this_year
    return _valid(today.year + 1, month, day, after)


def _valid(year: int, month: int | None, day: int | None, after: int) -> Moment | None:
    if month is None or day is None or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Moment(date(year, month, day), None, after)


def _numeric(scan: Scan, at: int) -> Moment | None:
    """27.11, 27.11.2026, 27/11/2026, and 11/27 where it can only be American; never a version, a price or a fraction."""
    first, sign, second = scan.number(at), scan.word(at + 1), scan.number(at + 2)
    if first is None or second is None or sign not in {".", "/"} or not (scan.joined(at + 1) and scan.joined(at + 2)):
        return None
    if scan.joined(at) and scan.word(at - 1) not in {"(", '"', "«"}:
        return None
    day, month = (second, first) if sign == "/" and second > 12 else (first, second)
    if scan.word(at + 3) == sign and scan.joined(at + 4):
        year = scan.number(at + 4)
        long_year = year if year is None or year > 99 else 2000 + year
        return _valid(long_year, month, day, at + 5) if long_year and long_year >= _MOST else None
    if len(scan.word(at + 2)) != 2 or (sign == "/" and day <= 12) or scan.word(at + 3) in AMOUNTS or not 1 <= month <= 12:
        return None
    found = _nearest(scan.now.date(), month, day, at + 3)
    return Moment(found.day, None, found.after, plain=False) if found else None


def _day_of_month(scan: Scan, at: int) -> Moment | None:
    """ "the 27th", «27-го», «27 числа», and a month alone: "by December" is over when it begins."""
    today = scan.now.date()
    month = MONTHS_ALONE.get(scan.word(at))
    if month:
        return Moment(_months_on(today.replace(day=1), (month - today.month - 1) % 12 + 1), None, at + 1, plain=False)
    number, after = _ordinal(scan, at)
    if number is None or (after == at + 1 and scan.word(after) not in {"числа", "числу", "число"}):
        return None
    after += scan.word(after) in {"числа", "числу", "число"}
    this_month = _valid(today.year, today.month, number, after)
    if this_month and this_month.day and this_month.day >= today:
        return Moment(this_month.day, None, after, plain=False)
    following = _months_on(today.replace(day=1), 1)
    found = _valid(following.year, following.month, number, after)
    return Moment(found.day, None, after, plain=False) if found else None


def _clock(scan: Scan, at: int) -> Moment | None:
    """ "17:00", "5 pm", "5:30pm", «15 часов», «5 вечера», "noon"; a bare number is no time."""
    named = CLOCK_NAMES.get(scan.word(at))
    if named:
        return Moment(None, time(*named), at + 1, plain=scan.word(at) not in {"утра", "вечера"})
    hour = scan.number(at)
    if hour is None or hour > 24:
        return None
    minute, after = _minutes(scan, at + 1)
    half = HALVES.get(scan.word(after))
    if half is None and scan.word(after) in {"a", "p"} and [scan.word(after + 1), scan.word(after + 2)] == [".", "m"]:
        half, after = (12 if scan.word(after) == "p" else 0), after + 2
    if half is not None:
        return Moment(None, time(hour % 12 + half, minute or 0), after + 1) if 0 < hour <= 12 else None
    if minute is not None:
        return Moment(None, time(hour, minute), after) if hour < 24 else None
    return _hours(scan, hour, after)


def _hours(scan: Scan, hour: int, at: int) -> Moment | None:
    if scan.word(at) == "o" and scan.word(at + 2) == "clock":
        return Moment(None, time(hour + 12 if hour < 8 else hour % 24), at + 3)
    return Moment(None, time(hour % 24), at + 1) if scan.word(at) in HOUR_NOUNS else None


def _minutes(scan: Scan, at: int) -> tuple[int | None, int]:
    """The minutes behind a colon, or behind a full stop where they are quarters and no amount follows."""
    sign, minute = scan.word(at), scan.number(at + 1)
    if minute is None or minute > 59 or len(scan.word(at + 1)) != 2 or not (scan.joined(at) and scan.joined(at + 1)):
        return None, at
    if sign == ":" and not (scan.word(at + 2) == ":" and scan.joined(at + 2)):
        return minute, at + 2
    ends = scan.word(at + 2) not in AMOUNTS | {".", ","} or not scan.joined(at + 3)
    return (minute, at + 2) if sign == "." and minute % 15 == 0 and ends and scan.word(at + 2) not in AMOUNTS else (None, at)
