"""How often somebody tried to sign in lately: hashes of what is counted, and when."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from mailbridge.store.engine.schema import tries


def moments(db: Connection, names: Iterable[str], since: datetime) -> dict[str, list[datetime]]:
    """The tries of each name after `since`, oldest first."""
    wanted = select(tries).where(tries.c.name.in_(sorted(names)), tries.c.at > since)
    lately: dict[str, list[datetime]] = defaultdict(list)
    for row in db.execute(wanted.order_by(tries.c.at)):
        lately[row.name].append(row.at)
    return lately


def add(db: Connection, names: Iterable[str], now: datetime) -> None:
    """Each of them was tried now."""
    db.execute(insert(tries), [{"name": name, "at": now} for name in sorted(names)])


def forget(db: Connection, before: datetime, most: int) -> None:
    """Delete tries at signing in that were made until `before`, and the oldest where there are more
    than `most`.
    """
    newest = select(func.max(tries.c.id)).scalar_subquery()
    db.execute(delete(tries).where(tries.c.at <= before))
    db.execute(delete(tries).where(tries.c.id <= newest - most))
