"""Days and hours of work as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.domain.follow_up.calendar import Calendar
from mailbridge.steps.deciding.follow_up.working_hours import (
    calendar_of,
    days_of,
    hours_of,
    written_days,
    written_hours,
)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("Sun-Thu", {6, 0, 1, 2, 3}),
        ("mon, wed", {0, 2}),
        ("sat", {5}),
        ("", None),
        ("monday", None),
        ("mon-", None),
    ],
)
def test_days(text: str, days: set[int] | None) -> None:
    """A run may go over the week's end."""
    assert days == days_of(text)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("9-18", (540, 1080)),
        ("08:30 - 17:15", (510, 1035)),
        ("0-24", (0, 1440)),
        ("18-9", None),
        ("9-9", None),
        ("9:75-18", None),
        ("9-25", None),
        ("always", None),
    ],
)
def test_hours(text: str, hours: tuple[int, int] | None) -> None:
    """The end is behind the beginning."""
    assert hours == hours_of(text)


@given(st.frozensets(st.integers(0, 6), min_size=1), st.integers(0, 1439))
def test_what_is_written_is_read(days: frozenset[int], begins: int) -> None:
    """And what cannot be read is as by default."""
    assert days == days_of(written_days(days))
    assert (begins, 1440) == hours_of(written_hours(begins, 1440))
    assert Calendar("Asia/Tokyo") == calendar_of("Asia/Tokyo", "never", "no", "")
