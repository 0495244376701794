"""Dates by their numbers: "27 Nov", "2026-11-27", «27.11», "the 27th"."""

from calendar import monthrange
from datetime import date, timedelta

from mailbridge.steps.reading.meaning.date_tokens import Moment, Scan, months_on
from mailbridge.steps.reading.meaning.date_words import AMOUNTS, MONTHS, MONTHS_ALONE

_FIRST_YEAR = 1000
_RECENT = timedelta(
    days=60
)  # a date without a year that lies so near behind is past, not next year's
_BEFORE_ORDINAL = frozenset({"zum", "am", "den", "der", "dem"})
_DATE_SIGNS = frozenset("-./")
_ENDINGS = frozenset({"st", "nd", "rd", "th", "го", "му", "е", "ое", "ого", "ому"})


def calendar_date(scan: Scan, at: int) -> Moment | None:
    """The date that begins at this token, in numbers or with the name of a month; None: none."""
    if scan.number(at) is None:
        return _month_and_day(scan, at)
    return _iso(scan, at) or _day_and_month(scan, at) or _numeric(scan, at)


def _iso(scan: Scan, at: int) -> Moment | None:
    year = scan.number(at)
    if (
        year is None
        or year < _FIRST_YEAR
        or scan.word(at + 1) not in _DATE_SIGNS
        or scan.word(at + 3) != scan.word(at + 1)
    ):
        return None
    return _valid(year, scan.number(at + 2), scan.number(at + 4), at + 5)


def _day_and_month(scan: Scan, at: int) -> Moment | None:
    """ "27 Nov", "27th of November 2026", «27-го ноября»."""
    number, after = _ordinal(scan, at)
    if not number:
        return None
    after += scan.word(after) == "of" or (
        scan.word(after) == "." and scan.word(after + 1) in MONTHS
    )
    month = MONTHS.get(scan.word(after))
    if not month:
        return None
    return _in_year(scan, month, number, after + 1 + (scan.word(after + 1) == "."))


def _month_and_day(scan: Scan, at: int) -> Moment | None:
    """ "Nov 27", "November 27th"."""
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
    if scan.word(after) in _ENDINGS and scan.is_joined(after):
        return number, after + 1
    if scan.word(after) == "-" and scan.word(after + 1) in _ENDINGS and scan.is_joined(after):
        return number, after + 2
    return number, after


def _in_year(scan: Scan, month: int, day: int, after: int) -> Moment | None:
    year_at = after + (scan.word(after) == ",")
    year = scan.number(year_at)
    if year and year >= _FIRST_YEAR and scan.word(year_at + 1) != ":":
        return _valid(year, month, day, year_at + 1 + (scan.word(year_at + 1) in {"года", "г"}))
    return _nearest(scan.now.date(), month, day, after)


def _nearest(today: date, month: int, day: int, after: int) -> Moment | None:
    """The year nobody wrote: the next such day, unless one has just gone by."""
    this_year = _valid(today.year, month, day, after)
    if this_year and this_year.day and this_year.day >= today - _RECENT:
        return this_year
    return _valid(today.year + 1, month, day, after)


def _valid(year: int, month: int | None, day: int | None, after: int) -> Moment | None:
    if (
        month is None
        or day is None
        or not 1 <= month <= 12
        or not 1 <= day <= monthrange(year, month)[1]
    ):
        return None
    return Moment(date(year, month, day), None, after)


def _numeric(scan: Scan, at: int) -> Moment | None:
    """27.11, 27.11.2026, 27/11/2026, and 11/27 where it can only be American; never a version, a
    price or a fraction.
    """
    first, sign, second = scan.number(at), scan.word(at + 1), scan.number(at + 2)
    if (
        first is None
        or second is None
        or sign not in {".", "/"}
        or not (scan.is_joined(at + 1) and scan.is_joined(at + 2))
    ):
        return None
    if scan.is_joined(at) and scan.word(at - 1) not in {"(", '"', "«"}:
        return None
    day, month = (second, first) if sign == "/" and second > 12 else (first, second)
    if scan.word(at + 3) == sign and scan.is_joined(at + 4):
        year = scan.number(at + 4)
        long_year = year if year is None or year > 99 else 2000 + year
        return (
            _valid(long_year, month, day, at + 5)
            if long_year and long_year >= _FIRST_YEAR
            else None
        )
    if (
        len(scan.word(at + 2)) != 2
        or (sign == "/" and day <= 12)
        or scan.word(at + 3) in AMOUNTS
        or not 1 <= month <= 12
    ):
        return None
    moment = _nearest(scan.now.date(), month, day, at + 3)
    return Moment(moment.day, None, moment.after, plain=False) if moment else None


def day_of_month(scan: Scan, at: int) -> Moment | None:
    """ "the 27th", «27-го», «27 числа», and a month alone: "by December" is over when it begins."""
    month = MONTHS_ALONE.get(scan.word(at))
    if month:
        today = scan.now.date()
        return Moment(
            months_on(today.replace(day=1), (month - today.month - 1) % 12 + 1),
            None,
            at + 1,
            plain=False,
        )
    return numbered_day(scan, at)


def _is_german_ordinal(scan: Scan, at: int) -> bool:
    """ "Bis zum 27." before a verb or at the end; before a noun it counts something else."""
    if scan.word(at - 1) not in _BEFORE_ORDINAL or not (
        scan.word(at + 1) in {"", "."} and (not scan.word(at + 1) or scan.is_joined(at + 1))
    ):
        return False
    behind = scan.between(at + 2, at + 3) if scan.word(at + 2) else ""
    return not behind[:1].isdigit() and not behind[:1].isupper()


def numbered_day(scan: Scan, at: int) -> Moment | None:
    """The day of the month that begins at this token ("the 5th", "5 числа"), the next to come."""
    number, after = _ordinal(scan, at)
    if number is None:
        return None
    today = scan.now.date()
    if _is_german_ordinal(scan, at):
        after += 1
    elif after == at + 1 and scan.word(after) not in {"числа", "числу", "число"}:
        return None
    after += scan.word(after) in {"числа", "числу", "число"}
    this_month = _valid(today.year, today.month, number, after)
    if this_month and this_month.day and this_month.day >= today:
        return Moment(this_month.day, None, after, plain=False)
    following = months_on(today.replace(day=1), 1)
    moment = _valid(following.year, following.month, number, after)
    return Moment(moment.day, None, after, plain=False) if moment else None
