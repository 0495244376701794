"""Requests to the API that their callers may repeat: each is done once, and its answer kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from mailbridge.store.engine.insert_ignore import insert_ignore
from mailbridge.store.engine.schema import repeated_requests

_ROW = repeated_requests.c


def begin(db: Connection, caller: str, key: str, request: str, now: datetime) -> bool:
    """Write that it is being done; False where it has been begun before."""
    row = {"caller": caller, "key": key, "request": request, "begun": now}
    return bool(db.execute(insert_ignore(db, repeated_requests).values(row)).rowcount == 1)


def find(db: Connection, caller: str, key: str) -> Any:
    """The row of a request (request, begun, answer); None where it has not been begun."""
    return db.execute(
        select(repeated_requests).where(_ROW.caller == caller, _ROW.key == key)
    ).first()


def keep(db: Connection, caller: str, key: str, answer: bytes) -> None:
    """Keep what was answered."""
    row = update(repeated_requests).where(_ROW.caller == caller, _ROW.key == key)
    db.execute(row.values(answer=answer))


def forget(db: Connection, caller: str, key: str) -> None:
    """Delete the row of a request that was not done, or need not be known any more."""
    db.execute(delete(repeated_requests).where(_ROW.caller == caller, _ROW.key == key))


def forget_older(db: Connection, than: datetime) -> None:
    """Delete what was begun before."""
    db.execute(delete(repeated_requests).where(_ROW.begun < than))


def count(db: Connection, caller: str) -> int:
    """How many of a caller are kept."""
    wanted = select(func.count()).where(_ROW.caller == caller)
    return int(db.execute(wanted).scalar_one())
