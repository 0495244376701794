"""When a letter leaves: at once, once its author thought it over, together with others about the
same discussion, or when its reader's quiet hours are over.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from mailbridge.values import dataclass

NONE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Delays:
    """What the installation chose for letters to the team."""

    merge: timedelta = NONE  # how long letters about one discussion are collected
    quiet: tuple[time, time] | None = None  # from, until, in the zone of each reader


def leaves_at(
    ready: datetime, delays: Delays, zone: str, waiting: datetime | None = None
) -> datetime:
    """When a letter to the team leaves that may leave from `ready` on. `waiting`: when one leaves
    that it joins; those who join do not make it wait any longer than that, but for `ready`.
    """
    window_ends = waiting if waiting is not None else ready + delays.merge
    return after_quiet_hours(max(ready, window_ends), delays.quiet, zone)


def after_quiet_hours(at: datetime, quiet: tuple[time, time] | None, zone: str) -> datetime:
    """The same moment, or the end of the quiet hours that it falls into; they may go over
    midnight.
    """
    if quiet is None:
        return at
    start, end = quiet
    local = at.astimezone(ZoneInfo(zone))
    now = local.time()
    if not (start <= now < end if start < end else now >= start or now < end):
        return at
    day = local.date() + timedelta(days=1) if start > end and now >= start else local.date()
    return datetime.combine(day, end, local.tzinfo).astimezone(at.tzinfo)
