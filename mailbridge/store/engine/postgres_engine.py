"""Transactions on PostgreSQL: each unit has one of its own."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, event, func, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from mailbridge.store.engine.transaction import (
    OPTIONS,
    InterruptedWork,
    Work,
    tell_all,
    with_what_follows,
)

T = TypeVar("T")
# rows by an index cost little more than rows in order, as they lie in memory or on a disk without
# arms; compiling a plan costs more than most of them
SETTINGS = ("random_page_cost = 1.1", "jit = off")
TRIES = 4  # of a unit that PostgreSQL calls a deadlock's victim


class PostgresEngine:
    """See Store."""

    def __init__(self, url: URL) -> None:
        # what was given back last is taken first: that connection has most statements prepared
        self._engine = create_async_engine(
            url, pool_size=10, max_overflow=10, pool_use_lifo=True, **OPTIONS
        )
        event.listen(self._engine.sync_engine, "connect", _settle)

    async def write(self, unit: Work[T], urgent: bool) -> T:
        for _ in range(TRIES - 1):
            try:
                return await self.read(unit)
            except DBAPIError as fault:
                if not _has_lost_a_race(fault):
                    raise
        return await self.read(unit)

    async def write_each(self, works: Sequence[Work[T]]) -> list[T | BaseException]:
        done: list[T | BaseException] = []
        for unit in works:
            try:
                done.append(await self._attempt(unit))
            except Exception as fault:
                raise InterruptedWork(done, fault) from fault
        return done

    async def _attempt(self, unit: Work[T]) -> T | BaseException:
        """What a unit returns, or raises of itself, in a transaction of its own: others wait for
        what it locks. A fault of the connection, or of the task, is raised.
        """
        own: list[Exception] = []

        def tried(db: Connection) -> T:
            try:
                return unit(db)
            except Exception as fault:
                own.append(fault)
                raise

        try:
            return await self.write(tried, urgent=False)
        except Exception as fault:
            if fault in own and not _lost_connection(fault):
                return fault
            raise

    async def read(self, unit: Work[T]) -> T:
        async with self._engine.begin() as connection:
            value, told = await connection.run_sync(with_what_follows, unit)
        tell_all(told)
        return value

    def mark_of_changes(self) -> object | None:
        """None: it is not known here."""
        return None

    async def notify(self, channel: str, word: str) -> None:
        await self.write(lambda db: db.execute(select(func.pg_notify(channel, word))), urgent=False)

    async def listen(
        self, channel: str, heard: Callable[[str], None], until: asyncio.Event
    ) -> None:
        pooled = await self._engine.raw_connection()
        driver: Any = pooled.driver_connection
        gone = asyncio.Event()
        driver.add_termination_listener(lambda connection: gone.set())
        waiting = [asyncio.create_task(event.wait()) for event in (gone, until)]
        try:
            await driver.add_listener(channel, lambda connection, pid, named, word: heard(word))
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()
            pooled.invalidate()  # closed, not given back: it listens

    async def close(self) -> None:
        await self._engine.dispose()


open_engine = PostgresEngine


def _settle(connection: Any, record: Any) -> None:
    """Set what suits short statements that find few rows among many. A pool in front of the server
    may refuse this as a parameter of the start, so it is said as a statement.
    """
    cursor = connection.cursor()
    for setting in SETTINGS:
        cursor.execute(f"SET {setting}")
    cursor.close()
    connection.commit()


def _has_lost_a_race(fault: DBAPIError) -> bool:
    """Whether PostgreSQL asks to try again: serialization failure, deadlock."""
    return getattr(fault.orig, "sqlstate", None) in ("40001", "40P01")


def _lost_connection(fault: BaseException) -> bool:
    return isinstance(fault, DBAPIError) and fault.connection_invalidated
