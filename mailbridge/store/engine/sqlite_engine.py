"""Transactions on SQLite: one thread writes, and whatever waits is committed together (group
commit); a few threads read.
"""

import asyncio
import os
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from mailbridge.store.engine.sqlite_form import ask_driver
from mailbridge.store.engine.transaction import (
    OPTIONS,
    Work,
    count_what_follows,
    forget_what_follows,
    tell_all,
    what_follows,
    with_what_follows,
)

T = TypeVar("T")
BATCH = 64  # units committed together
TOGETHER = 4  # units of one caller that share a savepoint while none raises
# seconds after which a transaction takes no further unit when something urgent waits to be
# committed
SLICE = 0.02
LONGEST = 0.5  # seconds after which it takes none at all
BUSY_MS = 10_000  # how long one process waits for another's transaction
STATEMENTS = 512  # texts that the driver keeps compiled; an IN of another length is another text
READERS = 4  # threads, and connections


class SqliteEngine:
    """See Store. Processes on one file cannot tell each other anything."""

    def __init__(self, url: URL) -> None:
        self._journal = f"{url.database}-wal"
        self._writer = _Writer(url)
        self._readable = _engine(url, READERS, "BEGIN")
        self._readers = ThreadPoolExecutor(READERS, "store-reader")

    async def write(self, unit: Work[T], urgent: bool) -> T:
        return await asyncio.wrap_future(self._writer.put(unit, urgent))

    async def write_each(self, works: Sequence[Work[T]]) -> list[T | BaseException]:
        groups = [works[at : at + TOGETHER] for at in range(0, len(works), TOGETHER)]
        done = await asyncio.gather(
            *(asyncio.wrap_future(self._writer.put(partial(_each, works))) for works in groups),
            return_exceptions=True,
        )
        found: list[T | BaseException] = []
        for works, pairs in zip(groups, done, strict=True):
            if isinstance(pairs, BaseException):  # the commit failed
                found += [pairs] * len(works)
            else:
                found += [value if fault is None else fault for value, fault in pairs]
        return found

    async def read(self, unit: Work[T]) -> T:
        return await asyncio.wrap_future(self._readers.submit(self._read, unit))

    def _read(self, unit: Work[T]) -> T:
        with self._readable.begin() as connection:
            value, told = with_what_follows(connection, unit)
        tell_all(told)
        return value

    def mark_of_changes(self) -> object | None:
        """Every commit is written to the journal first."""
        try:
            stat = os.stat(self._journal)
        except OSError:
            return ()
        return (stat.st_mtime_ns, stat.st_size)

    async def notify(self, channel: str, word: str) -> None:
        """Nobody hears it."""

    async def listen(
        self, channel: str, heard: Callable[[str], None], until: asyncio.Event
    ) -> None:
        """Nothing is ever heard."""

    async def close(self) -> None:
        await asyncio.to_thread(self._writer.close)
        await asyncio.to_thread(self._readers.shutdown)
        self._readable.dispose()


open_engine = SqliteEngine


def writing_engine(url: URL) -> Engine:
    """A plain engine on an SQLite file whose transactions take the write lock at once."""
    return _engine(url, 1, "BEGIN IMMEDIATE")


def _engine(url: URL, connections: int, begin: str) -> Engine:
    engine = create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        connect_args={"check_same_thread": False, "cached_statements": STATEMENTS},
        **OPTIONS,
    )
    _configure(engine, begin)
    return engine


def _configure(engine: Engine, begin: str) -> None:
    @event.listens_for(engine, "connect")
    def _(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        cursor = connection.cursor()
        _write_ahead(cursor)
        for pragma in (
            f"busy_timeout={BUSY_MS}",
            "synchronous=FULL",
            "foreign_keys=ON",
            "cache_size=-16000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        ask_driver(connection, begin)


def _write_ahead(cursor: Any) -> None:
    """Have the file's journal written ahead. While one process does so to a fresh file, SQLite
    tells the others at once that it is locked, whatever their busy_timeout.
    """
    until = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


class _Writer:
    """The one thread that writes to an SQLite file. Urgent units go before the others, and none
    waits for more than a slice of them.
    """

    def __init__(self, url: URL) -> None:
        self._engine = writing_engine(url)
        self._connection: Connection | None = None  # of the thread; kept from commit to commit
        self._urgent: deque[tuple[Work[Any], Future[Any]]] = deque()
        self._others: deque[tuple[Work[Any], Future[Any]]] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def put(self, unit: Work[T], urgent: bool = False) -> Future[T]:
        future: Future[T] = Future()
        with self._changed:
            if self._closed:
                raise RuntimeError("the store is closed")
            (self._urgent if urgent else self._others).append((unit, future))
            self._changed.notify()
        return future

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()
        self._engine.dispose()

    def _run(self) -> None:
        while self._work_waits():
            self._commit()
        self._disconnect()

    def _connect(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _work_waits(self) -> bool:
        """Blocks until there is work; False: closed, and everything is done."""
        with self._changed:
            self._changed.wait_for(lambda: self._urgent or self._others or self._closed)
            return bool(self._urgent or self._others)

    def _commit(self) -> None:
        """Run what waits in one transaction, each behind a savepoint, and answer after the
        commit.
        """
        taken: list[Future[Any]] = []
        answers: list[tuple[Any, BaseException | None]] = []
        try:
            connection = self._connect()
            with connection.begin():
                for unit, future in self._batch():
                    taken.append(future)
                    answers.append(_alone(connection, unit))
                told = what_follows(connection)
        except (
            BaseException
        ) as fault:  # there was no transaction, or its commit failed: nobody's work was kept
            self._disconnect()
            taken = taken or [future for _, future in self._batch()]
            answers, told = [(None, fault)] * len(taken), []
        tell_all(told)
        for future, (value, trouble) in zip(taken, answers, strict=True):
            if trouble is None:
                future.set_result(value)
            else:
                future.set_exception(trouble)

    def _batch(self) -> Iterator[tuple[Work[Any], Future[Any]]]:
        """What is committed together: the urgent, then others while there is time and nothing
        urgent waits for the commit.
        """
        began, hurry = time.monotonic(), False
        for count in range(BATCH):
            with self._changed:
                hurry = hurry or bool(self._urgent)
                late = count > 0 and time.monotonic() - began > (SLICE if hurry else LONGEST)
                if late or not (self._urgent or self._others):
                    return
                unit, future = (self._urgent or self._others).popleft()
            if future.set_running_or_notify_cancel():
                yield unit, future


def _alone(connection: Connection, unit: Work[Any]) -> tuple[Any, BaseException | None]:
    """What a unit returns or raises, undone alone if it raises. The savepoint is the driver's own,
    which costs a tenth.
    """
    driver: Any = connection.connection.dbapi_connection
    driver.execute("SAVEPOINT unit")
    before = count_what_follows(connection)
    try:
        value = unit(connection)
    except BaseException as fault:
        _undo(connection, before, fault)
        return None, fault
    driver.execute("RELEASE unit")
    return value, None


def _each(works: Sequence[Work[Any]], connection: Connection) -> list[Any]:
    """What each of these returns or raises, for `_alone`: behind its savepoint while none raises,
    else all again, each behind one of its own.
    """
    before = count_what_follows(connection)
    try:
        return [(unit(connection), None) for unit in works]
    except BaseException as fault:
        _undo(connection, before, fault)
        if len(works) == 1:
            return [(None, fault)]
    return [_alone(connection, unit) for unit in works]


def _undo(connection: Connection, before: int, fault: BaseException) -> None:
    """Back to the last savepoint, when `before` functions waited for the commit."""
    driver: Any = connection.connection.dbapi_connection
    forget_what_follows(connection, before)
    try:
        driver.execute("ROLLBACK TO unit")
    except sqlite3.Error:  # a full disk has ended the whole transaction
        raise fault from None
