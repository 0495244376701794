"""Calendars and moments to reckon with: zones with every kind of change of clocks, any hours and
days, and public holidays.
"""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from mailbridge.domain.follow_up.calendar import Calendar

QUARTER = timedelta(minutes=15)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
CHANGES = (  # of clocks in 2026, in one of the zones below
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 4, 5, 3, tzinfo=UTC),
    datetime(2026, 9, 6, 4, tzinfo=UTC),
    datetime(2026, 4, 4, 15, tzinfo=UTC),
    datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
)
ZONES = st.sampled_from(
    (
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/Santiago",  # changes at midnight
        "Australia/Lord_Howe",  # by half an hour
        "Asia/Kathmandu",  # 5:45
        "Pacific/Kiritimati",  # 14:00
    )
)
COUNTRIES = st.sampled_from(("", "DE", "DE-BY", "RU", "US"))
_QUARTERS = st.integers(0, 96)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Any hours on quarters of an hour, at least a quarter of them."""
    begins, ends = sorted(draw(st.lists(_QUARTERS, min_size=2, max_size=2, unique=True)))
    days = draw(st.frozensets(st.integers(0, 6), min_size=1))
    return Calendar(draw(ZONES), days, 15 * begins, 15 * ends, draw(COUNTRIES))


def moments() -> st.SearchStrategy[datetime]:
    """Of 2026, on quarters of an hour; half of them within two days of a change of clocks."""
    anywhere = st.integers(0, 365 * 96 - 1).map(lambda number: NEW_YEAR + number * QUARTER)
    near = st.tuples(st.sampled_from(CHANGES), st.integers(-192, 192))
    return anywhere | near.map(lambda at: at[0] + at[1] * QUARTER)
