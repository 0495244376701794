"""A zone is guessed from the offsets of letters."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.steps.deciding.people.guessed_zone import guess_zone

WINTER, SUMMER = "2026-01-15T10:00", "2026-07-15T10:00"


@pytest.mark.parametrize(
    ("written", "known", "language", "likely", "expected"),
    [
        (f"{WINTER}+01:00", "", "en", [], "Europe/Berlin"),
        (f"{WINTER}+01:00", "", "en", ["Europe/Warsaw"], "Europe/Warsaw"),
        (f"{WINTER}+03:00", "", "ru", [], "Europe/Moscow"),
        (f"{WINTER}-05:00", "", "en", ["Europe/Warsaw"], "America/New_York"),
        (f"{SUMMER}+01:00", "", "en", [], "Europe/London"),
        (f"{SUMMER}+01:00", "Europe/Berlin", "en", [], "Africa/Lagos"),
        (f"{SUMMER}+02:00", "Europe/Berlin", "en", [], "Europe/Berlin"),
        (f"{WINTER}+00:00", "", "en", [], ""),
        (f"{WINTER}+00:00", "Europe/Berlin", "en", [], "Europe/Berlin"),
        (f"{WINTER}+00:00", "", "en", ["Europe/London"], "Europe/London"),
        (f"{WINTER}+00:00", "", "en", ["UTC"], ""),
        (f"{WINTER}+01:23", "", "en", [], ""),
    ],
)
def test_the_likeliest_zone_that_fits(
    written: str, known: str, language: str, likely: list[str], expected: str
) -> None:
    """Nobody lives in UTC because a machine wrote +0000, and summer tells who has none."""
    assert expected == guess_zone(datetime.fromisoformat(written), known, language, likely)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),
    st.sampled_from(("Asia/Kathmandu", "Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo")),
)
def test_a_guess_shows_what_the_letter_showed(at: datetime, name: str) -> None:
    """Whatever the season, and a second letter of the same place changes nothing."""
    written = at.replace(tzinfo=ZoneInfo(name))
    guess = guess_zone(written, "", "en", [])
    assert written.utcoffset() == written.astimezone(ZoneInfo(guess)).utcoffset()
    assert guess == guess_zone(written, guess, "en", [])
