"""Addresses that write for others, and for whom they have written."""

from sqlalchemy import Connection, bindparam, func, select

from mailbridge.store.engine.prepared import Prepared, on_either
from mailbridge.store.engine.schema import forms

_REMEMBER = on_either(lambda dialect: dialect.insert(forms).on_conflict_do_nothing())
_OTHERS = Prepared(
    select(func.count().label("others")).where(
        forms.c.author == bindparam("author"), forms.c.reply_to != bindparam("reply_to")
    )
)


def remember(db: Connection, author: str, reply_to: str) -> None:
    """A letter from `author` wanted its answers at `reply_to`."""
    _REMEMBER.run(db, {"author": author, "reply_to": reply_to})


def others(db: Connection, author: str, reply_to: str) -> int:
    """For how many besides this one the author has written."""
    found: int = _OTHERS.scalar(db, {"author": author, "reply_to": reply_to})
    return found
