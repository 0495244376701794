"""A request that is sent twice, as nobody knows whether the first one arrived, is done once."""

from datetime import timedelta
from enum import Enum

from sqlalchemy import Connection

from mailbridge.services.container import Container
from mailbridge.store.directory import repeated_requests
from mailbridge.values import dataclass

KEPT = timedelta(days=1)
UNDER_WAY = timedelta(minutes=5)  # no request takes longer; its process has died
MOST = 10_000  # of one caller


class Standing(Enum):
    """What is known of a request."""

    NEW = "new"  # it has just been begun for this caller, who is to do it
    ANSWERED = "answered"
    UNDER_WAY = "under-way"
    UNKNOWN = "unknown"  # it was begun, and its process ended
    ANOTHER = "another"  # the key was another request's
    TOO_MANY = "too-many"


@dataclass(frozen=True, slots=True)
class Known:
    standing: Standing
    answer: bytes = b""


async def begin(container: Container, caller: str, key: str, request: str) -> Known:
    """Begin a request that a caller names by a key; of two at once, one is told that it is new.
    `request` says what it is about: the same key stands for nothing else. Nothing of `caller` and
    `key` should tell what they are made of.
    """

    def transaction(db: Connection) -> Known:
        now = container.clock()
        repeated_requests.forget_older(db, now - KEPT)
        is_full = repeated_requests.count(db, caller) >= MOST
        if is_full and repeated_requests.find(db, caller, key) is None:
            return Known(Standing.TOO_MANY)
        if repeated_requests.begin(db, caller, key, request, now):
            return Known(Standing.NEW)
        row = repeated_requests.find(db, caller, key)
        if row.request != request:
            return Known(Standing.ANOTHER)
        if row.answer is not None:
            return Known(Standing.ANSWERED, bytes(row.answer))
        under_way = row.begun > now - UNDER_WAY
        return Known(Standing.UNDER_WAY if under_way else Standing.UNKNOWN)

    return await container.store.write(transaction)


async def keep(container: Container, caller: str, key: str, answer: bytes) -> None:
    """Note that a request was done, and the answer that its repetitions get."""
    await container.store.write(lambda db: repeated_requests.keep(db, caller, key, answer))


async def forget(container: Container, caller: str, key: str) -> None:
    """Note that a request was not done: it may be sent again under its key."""
    await container.store.write(lambda db: repeated_requests.forget(db, caller, key))
