"""Time zones by their names in the IANA database."""

from datetime import tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

NOWHERE = ("posix/", "right/", "SystemV/")  # other forms of the same zones


@lru_cache(maxsize=256)
def zone(name: str) -> tzinfo:
    """The time zone of that name, or UTC where nobody knows it."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return ZoneInfo("UTC")


def is_zone(name: str) -> bool:
    """Whether somebody can live in it: Europe/Berlin, UTC."""
    return name in _names()


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(name for name in available_timezones() if not name.startswith(NOWHERE))


def zone_names() -> list[str]:
    """The names of the time zones of places, in order, UTC first: what a list offers to choose
    from.
    """
    places = sorted(name for name in _names() if "/" in name and not name.startswith("Etc/"))
    return ["UTC", *places]
