"""The numbers of posts of some time."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, func, select

from mailbridge.store.engine.schema import posts
from mailbridge.store.engine.search_table import RANGE

PROBES = 64  # rows at once


def numbered_in_time(
    db: Connection, after: datetime | None, before: datetime | None
) -> tuple[int, int]:
    """Posts of that time have numbers above the first of these, and up to the second: numbers rise
    with time, so that neither the words of years before nor of years since are looked at.
    """
    id_, created = posts.c.id, posts.c.created
    first = last_of_older(db, id_, created, after) if after is not None else 0
    return first, newest_before(db, id_, created, before) if before is not None else RANGE - 1


def newest_before(db: Connection, number: Column[Any], time: Column[Any], at: datetime) -> int:
    """The highest number of a table's row that is older than that, or one up to which none is
    newer; 0 where all are. Where rows were brought here later, those that are older count.
    """
    return _searched(db, number, time, at, False)


def last_of_older(db: Connection, number: Column[Any], time: Column[Any], at: datetime) -> int:
    """As `newest_before`; where rows were brought here later, those count that stand in front of
    any newer one, as far as those that are looked at tell.
    """
    return _searched(db, number, time, at, True)


def _searched(
    db: Connection, number: Column[Any], time: Column[Any], at: datetime, in_front: bool
) -> int:
    bounds = 0, db.execute(select(func.max(number))).scalar() or 0
    while bounds[0] < bounds[1]:
        width = bounds[1] - bounds[0]
        older, newer = _probed(db, number, time, at, bounds)
        bounds = _closer(bounds, older, newer, in_front)
        if bounds[1] - bounds[0] > width // 2:  # most of the numbers have no row
            bounds = _halved(db, number, time, at, bounds)
    return bounds[0]


def _probed(
    db: Connection, number: Column[Any], time: Column[Any], at: datetime, bounds: tuple[int, int]
) -> tuple[list[int], list[int]]:
    """The numbers of rows that lie evenly between the bounds: of older ones, and of others."""
    low, high = bounds
    ids = {low + (high - low) * step // PROBES for step in range(1, PROBES + 1)} - {low}
    rows = db.execute(select(number, time).where(number.in_(sorted(ids)))).all()
    return [row[0] for row in rows if row[1] < at], [row[0] for row in rows if row[1] >= at]


def _closer(
    bounds: tuple[int, int], older: list[int], newer: list[int], in_front: bool
) -> tuple[int, int]:
    """Around the last of the older ones, or the last one in front of a newer one."""
    low, high = bounds
    first_newer = min(newer, default=high + 1)
    low = max([low, *(one for one in older if not in_front or one < first_newer)])
    return low, min([high, *(one - 1 for one in newer if one > low)])


def _halved(
    db: Connection, number: Column[Any], time: Column[Any], at: datetime, bounds: tuple[int, int]
) -> tuple[int, int]:
    """Closer bounds, by the row in the middle or the next one below it."""
    low, high = bounds
    if low >= high:
        return bounds
    middle = (low + high + 1) // 2
    below = select(number, time).where(number <= middle).order_by(number.desc()).limit(1)
    row = db.execute(below).first()
    return (middle, high) if row is None or row[1] < at else (low, max(row[0] - 1, low))
