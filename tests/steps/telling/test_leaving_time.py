"""When letters to the team leave."""

from datetime import UTC, datetime, time, timedelta

import pytest

from mailbridge.steps.telling.leaving_time import Delays, after_quiet_hours, leaves_at

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)  # a Friday; 13:00 in Warsaw
FIVE = timedelta(minutes=5)
NIGHT = (time(20), time(7))


@pytest.mark.parametrize(
    ("delays", "waiting", "expected"),
    [
        (Delays(), None, NOON),
        (Delays(FIVE), None, NOON + FIVE),
        (Delays(FIVE), NOON + timedelta(minutes=2), NOON + timedelta(minutes=2)),
        (Delays(FIVE), NOON - timedelta(minutes=2), NOON),
        (Delays(FIVE, NIGHT), None, NOON + FIVE),
        (Delays(FIVE, (time(13), time(14))), None, NOON + timedelta(hours=1)),
    ],
)
def test_a_window_ends_when_the_first_letter_says(
    delays: Delays, waiting: datetime | None, expected: datetime
) -> None:
    """Whoever joins waits no longer than that, and no shorter than they must themselves."""
    assert expected == leaves_at(NOON, delays, "Europe/Warsaw", waiting)


@pytest.mark.parametrize(
    ("at", "quiet", "expected"),
    [
        ("2026-11-27T18:59", NIGHT, "2026-11-27T18:59"),
        ("2026-11-27T19:00", NIGHT, "2026-11-28T06:00"),
        ("2026-11-28T01:30", NIGHT, "2026-11-28T06:00"),
        ("2026-11-28T06:00", NIGHT, "2026-11-28T06:00"),
        ("2026-11-28T06:00", None, "2026-11-28T06:00"),
        ("2026-11-28T11:30", (time(12), time(13)), "2026-11-28T12:00"),
        ("2026-03-28T20:00", NIGHT, "2026-03-29T05:00"),  # the clock goes forward that night
        ("2026-10-24T20:00", NIGHT, "2026-10-25T06:00"),  # and back
    ],
)
def test_quiet_hours_are_by_the_readers_clock(
    at: str, quiet: tuple[time, time] | None, expected: str
) -> None:
    """Warsaw's, also over midnight."""
    moment = datetime.fromisoformat(f"{at}+00:00")
    shown = after_quiet_hours(moment, quiet, "Europe/Warsaw")
    assert datetime.fromisoformat(f"{expected}+00:00") == shown
