"""Reckoning in working hours and working days: across nights, weekends, public holidays and the
change of clocks.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from mailbridge.domain.follow_up.calendar import DAY, Calendar
from mailbridge.steps.deciding.follow_up.days_off import is_public_holiday
from mailbridge.steps.text.time_zones import zone

ONE_DAY = timedelta(days=1)
_REMEMBERED = 1024  # ends of working days in UTC: the same few are asked of every letter
FARTHEST = 400  # days in a row without work that are looked at


def is_working_day(calendar: Calendar, day: date) -> bool:
    """Whether the project works on this day at all."""
    return day.weekday() in calendar.days and not is_public_holiday(calendar.country, day)


def after_working_time(calendar: Calendar, since: datetime, span: timedelta) -> datetime:
    """The moment, in UTC, by which so much working time has gone since then. A span that ends when
    work ends is over that evening; none at all is over when work goes on.
    """
    left = span
    for begins, ends in _shifts(calendar, since):
        begun = max(begins, since)
        if begun + left <= ends:
            return (begun + left).astimezone(UTC)
        left -= max(ends - begun, timedelta())
    raise ValueError("this calendar has no working time")


def working_day_after(
    calendar: Calendar, since: datetime, days: int, at: time, reader_zone: str
) -> datetime:
    """That hour, as the reader's clock shows it, of the so-manieth working day after this moment;
    in UTC. Days begin where the reader lives; whether they are worked on is the project's.
    """
    there = zone(reader_zone)
    day, left = since.astimezone(there).date(), days
    for _ in range(FARTHEST + 7 * days):
        day += ONE_DAY
        left -= is_working_day(calendar, day)
        if left <= 0:
            return datetime.combine(day, at, there).astimezone(UTC)
    raise ValueError("this calendar has no working time")


def _shifts(calendar: Calendar, since: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Beginnings and ends of work in UTC, from the day of this moment on."""
    there = zone(calendar.zone)
    day = since.astimezone(there).date() - ONE_DAY  # the clocks of that day may have been changed
    for _ in range(FARTHEST):
        if is_working_day(calendar, day):
            ends = _at(calendar.zone, day, calendar.ends)
            if ends > since:
                yield _at(calendar.zone, day, calendar.begins), ends
        day += ONE_DAY


@lru_cache(_REMEMBERED)
def _at(zone_name: str, day: date, minutes: int) -> datetime:
    """What a clock there shows, in UTC; an hour that is left out counts as the one after it."""
    midnight = datetime.combine(day + ONE_DAY * (minutes // DAY), time())
    local = midnight + timedelta(minutes=minutes % DAY)
    return local.replace(tzinfo=zone(zone_name)).astimezone(UTC)
