"""The keys that sign letters; workers on all machines use the same."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from mailbridge.steps.telling.signature.dkim_key import Algorithm, DkimKey
from mailbridge.store.engine.schema import dkim_keys


def add(db: Connection, key: DkimKey) -> None:
    """Keep a key; its own id is not looked at."""
    values = {
        "domain": key.domain,
        "selector": key.selector,
        "algorithm": key.algorithm.value,
        "public": key.public,
        "sealed": key.sealed,
        "created": key.created,
    }
    db.execute(insert(dkim_keys).values(values))


def of_domain(db: Connection, domain: str) -> list[DkimKey]:
    """All keys of a domain, the oldest first."""
    return _read(db, dkim_keys.c.domain == domain)


def in_use(db: Connection) -> list[DkimKey]:
    """The keys of all domains that sign, or wait for their record, the oldest first."""
    return _read(db, dkim_keys.c.retired.is_(None))


def sign_with(db: Connection, key: DkimKey, now: datetime) -> None:
    """From now on this key signs, and no other one of its domain and algorithm; younger ones go on
    waiting for their record.
    """
    same = (dkim_keys.c.domain == key.domain) & (dkim_keys.c.algorithm == key.algorithm.value)
    passed = (dkim_keys.c.id < key.id) | dkim_keys.c.signs_from.is_not(None)
    others = same & (dkim_keys.c.id != key.id) & dkim_keys.c.retired.is_(None) & passed
    db.execute(update(dkim_keys).where(others).values(retired=now))
    mine = dkim_keys.c.id == key.id
    db.execute(update(dkim_keys).where(mine).values(signs_from=now, retired=None))


def retire(db: Connection, keys: Sequence[DkimKey], now: datetime) -> None:
    """Note that keys sign no more."""
    ids = [key.id for key in keys]
    db.execute(update(dkim_keys).where(dkim_keys.c.id.in_(ids)).values(retired=now))


def _read(db: Connection, wanted: Any) -> list[DkimKey]:
    rows = db.execute(select(dkim_keys).where(wanted).order_by(dkim_keys.c.id))
    return [
        DkimKey(
            row.id,
            row.domain,
            row.selector,
            Algorithm(row.algorithm),
            row.public,
            bytes(row.sealed),
            row.created,
            row.signs_from,
            row.retired,
        )
        for row in rows
    ]
