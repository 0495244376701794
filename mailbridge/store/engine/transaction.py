"""What a unit of work is, and what is told once it has been committed."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import Connection

from mailbridge.store.engine import json_text

T = TypeVar("T")
Work = Callable[[Connection], T]
OPTIONS: dict[str, Any] = {  # of either engine
    "hide_parameters": True,  # a fault's words end in logs, where no address of ours may stand
    "json_serializer": json_text.write,
    "json_deserializer": json_text.read,
}
_FOLLOWS = "mailbridge follows"  # what a connection is to tell when its unit is committed


class InterruptedWork(Exception):
    """The store failed before a unit of several, of which others are kept; its fault is the cause.
    `done`: what those before it returned or raised.
    """

    def __init__(self, done: Sequence[Any], fault: BaseException) -> None:
        self.done = done
        super().__init__(f"{type(fault).__name__}: {fault}")


def after_commit(db: Connection, tell: Callable[[], None]) -> None:
    """Call `tell` when this unit has been committed, and never when it is undone. It must not
    raise, and take no time: others wait.
    """
    db.info.setdefault(_FOLLOWS, []).append(tell)


def what_follows(db: Connection) -> list[Callable[[], None]]:
    """What the units on this connection want told; the connection forgets it."""
    return cast("list[Callable[[], None]]", db.info.pop(_FOLLOWS, []))


def with_what_follows(db: Connection, unit: Work[T]) -> tuple[T, list[Callable[[], None]]]:
    """Run a unit; what it returns, and what is to be told after its commit."""
    db.info.pop(_FOLLOWS, None)  # of a unit that was undone before on this connection
    return unit(db), what_follows(db)


def count_what_follows(db: Connection) -> int:
    """How many functions wait for the commit on this connection."""
    return len(db.info.get(_FOLLOWS, ()))


def forget_what_follows(db: Connection, since: int) -> None:
    """A unit is undone: what it wanted told, after the first `since`, is not."""
    del db.info.get(_FOLLOWS, [])[since:]


def tell_all(told: Iterable[Callable[[], None]]) -> None:
    """Call them, in order."""
    for tell in told:
        tell()
