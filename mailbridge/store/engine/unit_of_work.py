"""Transactions on SQLite and PostgreSQL, with the same code inside.

A unit of work is a plain function of a `sqlalchemy.Connection`: nothing in it awaits, so nothing
can slip in between. On SQLite one thread writes, and whatever waits is committed together (group
commit); on PostgreSQL each unit has a transaction of its own.
"""

import asyncio
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

T = TypeVar("T")
Work = Callable[[Connection], T]
DISCREET: dict[str, Any] = {
    "hide_parameters": True
}  # a fault's words end in logs, where no address of ours may stand
BATCH = 64  # units committed together
# seconds after which a transaction takes no further unit when something urgent waits to be
# committed
SLICE = 0.02
LONGEST = 0.5  # seconds after which it takes none at all
BUSY_MS = 10_000  # how long one process waits for another's transaction
_FOLLOWS = "mailbridge follows"  # what a connection is to tell when its unit is committed
TRIES = 4  # of a unit that PostgreSQL calls a deadlock's victim


class Store:
    """Opens the database. `write` and `read` run a unit of work and return what it returns, or
    raise what it raises.
    """

    def __init__(self, url: str) -> None:
        self.url = async_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._readers = _reading_engine(self.url) if self.is_sqlite else _shared_engine(self.url)
        self._writer = _Writer(self.url) if self.is_sqlite else None

    async def write(self, work: Work[T], urgent: bool = False) -> T:
        """Run `work` in a transaction; when this returns, it is on stable storage. `urgent` goes
        before what is not.
        """
        if self._writer is not None:
            return await asyncio.wrap_future(self._writer.put(work, urgent))
        for _ in range(TRIES - 1):
            try:
                return await self._run(work)
            except DBAPIError as fault:
                if not _lost_a_race(fault):
                    raise
        return await self._run(work)

    async def write_each(self, works: Sequence[Work[T]]) -> list[T | BaseException]:
        """Run units in order, committed together; a unit that raises is undone alone and its
        exception stands in its place.
        """
        if self._writer is not None:
            return await asyncio.gather(
                *(asyncio.wrap_future(self._writer.put(work)) for work in works),
                return_exceptions=True,
            )
        pairs = await self.write(lambda db: [_attempt(db, work) for work in works])
        return [value if fault is None else fault for value, fault in pairs]

    async def read(self, work: Work[T]) -> T:
        return await self._run(work)

    @property
    def can_listen(self) -> bool:
        """Whether processes on this database can tell each other something: `notify` and
        `listen`.
        """
        return self.url.drivername == "postgresql+asyncpg"

    async def notify(self, channel: str, word: str) -> None:
        await self.write(lambda db: db.execute(select(func.pg_notify(channel, word))))

    async def listen(
        self, channel: str, heard: Callable[[str], None], until: asyncio.Event
    ) -> None:
        """Call `heard` with each word of the channel, until the event or the end of the
        connection.
        """
        pooled = await self._readers.raw_connection()
        driver: Any = pooled.driver_connection
        gone = asyncio.Event()
        driver.add_termination_listener(lambda connection: gone.set())
        waiting = [asyncio.create_task(one.wait()) for one in (gone, until)]
        try:
            await driver.add_listener(channel, lambda connection, pid, named, word: heard(word))
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()
            pooled.invalidate()  # closed, not given back: it listens

    async def _run(self, work: Work[T]) -> T:
        async with self._readers.begin() as connection:
            value, told = await connection.run_sync(_with_what_follows, work)
        _tell(told)
        return value

    async def close(self) -> None:
        if self._writer is not None:
            await asyncio.to_thread(self._writer.close)
        await self._readers.dispose()


def _lost_a_race(fault: DBAPIError) -> bool:
    """PostgreSQL asks to try again: serialization failure, deadlock."""
    return getattr(fault.orig, "sqlstate", None) in ("40001", "40P01")


def async_url(url: str) -> URL:
    """The URL with the driver this package uses: aiosqlite for sqlite, asyncpg for postgresql."""
    made = make_url(url)
    drivers = {
        "sqlite": "sqlite+aiosqlite",
        "postgresql": "postgresql+asyncpg",
        "postgres": "postgresql+asyncpg",
    }
    return made.set(drivername=drivers.get(made.drivername, made.drivername))


def _shared_engine(url: URL) -> AsyncEngine:
    return create_async_engine(url, pool_size=10, max_overflow=10, **DISCREET)


def _reading_engine(url: URL) -> AsyncEngine:
    engine = create_async_engine(url, pool_size=4, max_overflow=4, **DISCREET)
    _configure(engine.sync_engine, "BEGIN")
    return engine


def writing_engine(url: URL) -> Engine:
    """A plain engine on an SQLite file whose transactions take the write lock at once."""
    engine = create_engine(
        url.set(drivername="sqlite"),
        pool_size=1,
        connect_args={"check_same_thread": False},
        **DISCREET,
    )
    _configure(engine, "BEGIN IMMEDIATE")
    return engine


def _configure(engine: Engine, begin: str) -> None:
    @event.listens_for(engine, "connect")
    def _(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={BUSY_MS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "cache_size=-16000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


class _Writer:
    """The one thread that writes to an SQLite file. Urgent units go before the others, and none
    waits for more than a slice of them.
    """

    def __init__(self, url: URL) -> None:
        self._engine = writing_engine(url)
        self._urgent: deque[tuple[Work[Any], Future[Any]]] = deque()
        self._others: deque[tuple[Work[Any], Future[Any]]] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def put(self, work: Work[T], urgent: bool = False) -> Future[T]:
        future: Future[T] = Future()
        with self._changed:
            if self._closed:
                raise RuntimeError("the store is closed")
            (self._urgent if urgent else self._others).append((work, future))
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
            with self._engine.begin() as connection:
                for work, future in self._batch():
                    taken.append(future)
                    answers.append(_alone(connection, work))
                told = _taken_from(connection)
        except (
            BaseException
        ) as fault:  # there was no transaction, or its commit failed: nobody's work was kept
            taken = taken or [future for _, future in self._batch()]
            answers, told = [(None, fault)] * len(taken), []
        _tell(told)
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
                work, future = (self._urgent or self._others).popleft()
            if future.set_running_or_notify_cancel():
                yield work, future


def after_commit(db: Connection, tell: Callable[[], None]) -> None:
    """Call `tell` when this unit has been committed, and never when it is undone. It must not
    raise, and take no time: others wait.
    """
    db.info.setdefault(_FOLLOWS, []).append(tell)


def _taken_from(db: Connection) -> list[Callable[[], None]]:
    return cast("list[Callable[[], None]]", db.info.pop(_FOLLOWS, []))


def _with_what_follows(db: Connection, work: Work[T]) -> tuple[T, list[Callable[[], None]]]:
    db.info.pop(_FOLLOWS, None)  # of a unit that was undone before on this connection
    return work(db), _taken_from(db)


def _tell(told: Iterable[Callable[[], None]]) -> None:
    for tell in told:
        tell()


def _forget_since(db: Connection, count: int) -> None:
    del db.info.get(_FOLLOWS, [])[count:]


def _alone(connection: Connection, work: Work[Any]) -> tuple[Any, BaseException | None]:
    """As `_attempt`; the savepoint is the driver's own, which costs a tenth."""
    driver: Any = connection.connection.dbapi_connection
    driver.execute("SAVEPOINT unit")
    before = len(connection.info.get(_FOLLOWS, ()))
    try:
        value = work(connection)
    except BaseException as fault:
        _forget_since(connection, before)
        try:
            driver.execute("ROLLBACK TO unit")
        except sqlite3.Error:  # a full disk has ended the whole transaction
            raise fault from None
        return None, fault
    driver.execute("RELEASE unit")
    return value, None


def _attempt(connection: Connection, work: Work[Any]) -> tuple[Any, BaseException | None]:
    savepoint = connection.begin_nested()
    before = len(connection.info.get(_FOLLOWS, ()))
    try:
        value = work(connection)
    except BaseException as fault:  # one unit's fault is not the others'
        _forget_since(connection, before)
        savepoint.rollback()
        return None, fault
    savepoint.commit()
    return value, None
