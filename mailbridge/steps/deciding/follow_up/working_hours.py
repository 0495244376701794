"""Days and hours of work as people write them: mon-fri, 9-18."""

import re
from functools import lru_cache

from mailbridge.domain.follow_up.calendar import DAY, WEEK, Calendar

_RUN = re.compile(r"([a-z]{3})(?:-([a-z]{3}))?")
_HOURS = re.compile(r"(\d{1,2})(?::(\d\d))?\s*[-–]\s*(\d{1,2})(?::(\d\d))?")


def days_of(text: str) -> frozenset[int] | None:
    """0 for Monday: "mon-fri", "sun-thu", "mon,wed,fri". None for anything else."""
    runs = [_RUN.fullmatch(part.strip()) for part in text.lower().split(",")]
    named: set[int] = set()
    for run in runs:
        if run is None or not {run[1], run[2] or run[1]} <= set(WEEK):
            return None
        first, last = WEEK.index(run[1]), WEEK.index(run[2] or run[1])
        named.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return frozenset(named)


def hours_of(text: str) -> tuple[int, int] | None:
    """Minutes since midnight: "9-18", "08:30-17:00", "0-24". None for anything else."""
    said = _HOURS.fullmatch(text.strip())
    if said is None:
        return None
    begins, ends = (60 * int(said[at]) + int(said[at + 1] or 0) for at in (1, 3))
    minutes = max(int(said[2] or 0), int(said[4] or 0))
    return (begins, ends) if begins < ends <= DAY and minutes < 60 else None


def written_days(days: frozenset[int]) -> str:
    """As `days_of` reads them: mon-fri, or mon,wed,fri."""
    first, last = min(days), max(days)
    if len(days) > 2 and len(days) == last - first + 1:
        return f"{WEEK[first]}-{WEEK[last]}"
    return ",".join(WEEK[day] for day in sorted(days))


def written_hours(begins: int, ends: int) -> str:
    """As `hours_of` reads them: 09:00-18:00."""
    return "-".join(f"{at // 60:02}:{at % 60:02}" for at in (begins, ends))


@lru_cache(maxsize=256)
def calendar_of(zone: str, days: str, hours: str, country: str) -> Calendar:
    """The calendar that these words make; what cannot be read is as by default."""
    usual = Calendar()
    begins, ends = hours_of(hours) or (usual.begins, usual.ends)
    return Calendar(zone, days_of(days) or usual.days, begins, ends, country)
