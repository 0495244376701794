"""Dates and times in words: what "end of next week" or «27 ноября, 15:00» means for the one who
wrote it.
"""

from datetime import date, datetime, time, timedelta

from mailbridge.steps.reading.meaning.calendar_dates import calendar_date, day_of_month
from mailbridge.steps.reading.meaning.date_tokens import Moment, Scan, beside, months_on
from mailbridge.steps.reading.meaning.date_words import (
    AFTER_A_WHILE,
    AMOUNTS,
    CLOCK_NAMES,
    CLOSE_OF_DAY,
    CLOSE_OF_WEEK,
    ENDS,
    ENDS_IN_ONE,
    HALVES,
    HOUR_NOUNS,
    MONTHS,
    MONTHS_ALONE,
    NEXT,
    NUMBERS,
    PARTS_OF_WEEKDAYS,
    RELATIVE,
    SHORT_UNITS,
    SHORT_WEEKDAYS,
    THIS,
    UNITS,
    WEEKDAYS,
    WORKING,
)
from mailbridge.steps.reading.meaning.day_phrases import end_of, period, relative_day, weekday

_FRIDAY = 4
# the first words of whatever is read below; else it begins with a number
_BEGINNINGS = frozenset({
    *AFTER_A_WHILE, *RELATIVE, "day", *CLOSE_OF_DAY, *CLOSE_OF_WEEK, *ENDS_IN_ONE, *ENDS, *NEXT,
    *THIS, *WEEKDAYS, *PARTS_OF_WEEKDAYS, *SHORT_WEEKDAYS, *MONTHS, *MONTHS_ALONE, *CLOCK_NAMES,
})  # fmt: skip
_MOST = 1000  # units a person counts in


def moment(scan: Scan, at: int) -> Moment | None:
    """The moment whose words begin at token `at`: a day with the time beside it, or one of them
    alone.
    """
    word = scan.word(at)
    if word not in _BEGINNINGS and not word.isdecimal():
        return None
    spell = _after_a_while(scan, at)
    if spell:
        return spell
    day = _day(scan, at)
    if day:
        clock = None if day.clock else beside(scan, day.after, _clock)
        return Moment(day.day, clock.clock, clock.after, plain=day.plain) if clock else day
    clock = _clock(scan, at)
    if clock is None:
        return None
    day = beside(scan, clock.after, _day)
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
    unit = UNITS.get(word) or (
        SHORT_UNITS.get(word) if unit_at == at + 1 and scan.is_joined(unit_at) else None
    )
    if unit is None or not 0 < count <= _MOST:
        return None
    return _counted(scan.now, count, unit, unit_at + 1, working=working)


def _counted(now: datetime, count: int, unit: str, after: int, *, working: bool) -> Moment:
    if unit in {"hour", "minute"}:
        length = timedelta(hours=count) if unit == "hour" else timedelta(minutes=count)
        return Moment(None, None, after, exact=now + length)
    if unit == "month":
        return Moment(months_on(now.date(), count), None, after)
    days = count * 7 if unit == "week" else count
    return Moment(
        _working_days_on(now.date(), days) if working else now.date() + timedelta(days=days),
        None,
        after,
    )


def _working_days_on(day: date, count: int) -> date:
    weeks, rest = divmod(count, 5)
    day += timedelta(days=weeks * 7)
    while rest:
        day += timedelta(days=1)
        rest -= day.weekday() <= _FRIDAY
    return day


def _after_a_while(scan: Scan, at: int) -> Moment | None:
    if scan.word(at) not in AFTER_A_WHILE:
        return None
    return next(
        filter(
            None,
            (
                spell(scan, place)
                for place in range(at + 1, at + 4)
                if _only_small_words(scan, at + 1, place)
            ),
        ),
        None,
    )


def _only_small_words(scan: Scan, start: int, end: int) -> bool:
    return all(
        scan.word(place) in {"the", "next", "ближайших", "ближайшие", "следующих"}
        for place in range(start, end)
    )


def _day(scan: Scan, at: int) -> Moment | None:
    for read in (relative_day, end_of, weekday, period, calendar_date, day_of_month):
        when = read(scan, at)
        if when:
            return when
    return None


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
    if (
        half is None
        and scan.word(after) in {"a", "p"}
        and [scan.word(after + 1), scan.word(after + 2)] == [".", "m"]
    ):
        half, after = (12 if scan.word(after) == "p" else 0), after + 2
    if half is not None:
        return (
            Moment(None, time(hour % 12 + half, minute or 0), after + 1) if 0 < hour <= 12 else None
        )
    if minute is not None:
        return Moment(None, time(hour, minute), after) if hour < 24 else None
    return _hours(scan, hour, after)


def _hours(scan: Scan, hour: int, at: int) -> Moment | None:
    if scan.word(at) == "o" and scan.word(at + 2) == "clock":
        return Moment(None, time(hour + 12 if hour < 8 else hour % 24), at + 3)
    return Moment(None, time(hour % 24), at + 1) if scan.word(at) in HOUR_NOUNS else None


def _minutes(scan: Scan, at: int) -> tuple[int | None, int]:
    """The minutes behind a colon, or behind a full stop where they are quarters and no amount
    follows.
    """
    sign, minute = scan.word(at), scan.number(at + 1)
    if (
        minute is None
        or minute > 59
        or len(scan.word(at + 1)) != 2
        or not (scan.is_joined(at) and scan.is_joined(at + 1))
    ):
        return None, at
    if sign == ":" and not (scan.word(at + 2) == ":" and scan.is_joined(at + 2)):
        return minute, at + 2
    ends = scan.word(at + 2) not in AMOUNTS | {".", ","} or not scan.is_joined(at + 3)
    return (
        (minute, at + 2)
        if sign == "." and minute % 15 == 0 and ends and scan.word(at + 2) not in AMOUNTS
        else (None, at)
    )
