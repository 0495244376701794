"""Days that somebody names."""

from datetime import date, datetime, time

from mailbridge.services.refusal import Refused
from mailbridge.steps.text import time_zones


def checked_day(written: str, zone: str) -> datetime | None:
    """The beginning of a day (2026-11-27) in a zone; None of an empty value. Refused: bad-date."""
    if not written:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise Refused("bad-date", words=written[:40]) from None
    return datetime.combine(day, time.min, time_zones.zone(zone))
