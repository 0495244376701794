"""Working hours and working days, against a reckoning that walks through each quarter of an
hour.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbridge.domain.follow_up.calendar import Calendar
from mailbridge.steps.deciding.follow_up.days_off import is_known_country
from mailbridge.steps.deciding.follow_up.working_time import after_working_time, working_day_after
from tests.calendars import QUARTER, ZONES, calendars, moments

HOUR = timedelta(hours=1)
MOST = 24 * 4 * 40  # quarters of an hour that the walk takes


def is_worked(calendar: Calendar, day: date) -> bool:
    if day.weekday() not in calendar.days:
        return False
    nation, _, part = calendar.country.partition("-")
    return not nation or day not in holidays.country_holidays(
        nation, subdiv=part or None, years=day.year
    )


def open_quarters(calendar: Calendar, since: datetime) -> Iterator[datetime]:
    """Each quarter of an hour that is worked, in order: on a day of work, once the clock on the
    wall has reached the beginning, and before it has reached the end.
    """
    there = ZoneInfo(calendar.zone)
    at = since - timedelta(days=2)
    day, has_begun, has_ended, works = date.min, False, False, False
    for _ in range(MOST):
        wall = at.astimezone(there)
        if wall.date() != day:
            day, has_begun, has_ended = wall.date(), False, False
            works = is_worked(calendar, day)
        minutes = 60 * wall.hour + wall.minute
        has_begun |= minutes >= calendar.begins
        has_ended |= minutes >= calendar.ends
        if works and has_begun and not has_ended and at >= since:
            yield at
        at += QUARTER


@settings(max_examples=40)
@given(calendars(), moments(), st.integers(0, 30))
def test_working_time_is_what_a_walk_through_the_hours_finds(
    calendar: Calendar, since: datetime, quarters: int
) -> None:
    """Whatever the zone, the hours, the days off and the change of clocks."""
    walked = list(zip(range(quarters + 1), open_quarters(calendar, since), strict=False))
    if len(walked) > quarters:
        worked = [at for _, at in walked]
        expected = worked[quarters - 1] + QUARTER if quarters else worked[0]
        assert expected == after_working_time(calendar, since, quarters * QUARTER)


@settings(max_examples=40)
@given(calendars(), moments(), st.integers(1, 8), ZONES)
def test_a_working_day_is_the_so_manieth_of_the_readers_days(
    calendar: Calendar, since: datetime, days: int, reader_zone: str
) -> None:
    """At their hour; never on a day off."""
    at = working_day_after(calendar, since, days, time(10), reader_zone)
    there = ZoneInfo(reader_zone)
    first, last = since.astimezone(there).date(), at.astimezone(there).date()
    between = [first + timedelta(days=number) for number in range(1, (last - first).days + 1)]
    assert is_worked(calendar, last)
    assert days == sum(is_worked(calendar, day) for day in between)
    assert time(10) == at.astimezone(there).time()


BERLIN = Calendar("Europe/Berlin", country="DE")


@pytest.mark.parametrize(
    ("since", "hours", "expected"),
    [
        ("2026-11-27T10:00+01:00", 8, "2026-11-27T18:00+01:00"),
        ("2026-11-27T17:30+01:00", 1, "2026-11-30T09:30+01:00"),
        ("2026-11-28T12:00+01:00", 8, "2026-11-30T17:00+01:00"),
        ("2026-12-24T17:00+01:00", 2, "2026-12-28T10:00+01:00"),
        ("2026-03-27T17:00+01:00", 2, "2026-03-30T10:00+02:00"),
    ],
)
def test_a_promise_is_a_time_of_work(since: str, hours: int, expected: str) -> None:
    """Over a night, a weekend, Christmas, and the beginning of summer time."""
    at = after_working_time(BERLIN, datetime.fromisoformat(since), hours * HOUR)
    assert datetime.fromisoformat(expected) == at
    assert UTC == at.tzinfo


def test_a_calendar_without_work_is_a_mistake_that_ends() -> None:
    """It does not look for ever."""
    never = Calendar(days=frozenset())
    with pytest.raises(ValueError, match="no working time"):
        after_working_time(never, datetime(2026, 1, 1, tzinfo=UTC), HOUR)
    with pytest.raises(ValueError, match="no working time"):
        working_day_after(never, datetime(2026, 1, 1, tzinfo=UTC), 1, time(10), "UTC")


def test_countries_are_known_with_their_parts() -> None:
    """None at all is known, too."""
    assert [True, True, True, False, False, False] == [
        is_known_country(name) for name in ("", "DE", "DE-BY", "XX", "DE-XX", "de")
    ]
