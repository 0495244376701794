"""Transactions on SQLite and PostgreSQL, with the same code inside.

A unit of work is a plain function of a `sqlalchemy.Connection`: nothing in it awaits, so nothing
can slip in between.
"""

import asyncio
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Protocol, TypeVar, cast

from sqlalchemy.engine import URL, make_url

from mailbridge.store.engine.transaction import Work

T = TypeVar("T")
ENGINES = {"sqlite": "sqlite_engine", "postgresql": "postgres_engine"}  # files of this room
DRIVERS = {
    "sqlite+aiosqlite": "sqlite",  # as older configurations have it
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}


class Transactions(Protocol):
    """What an engine does; see Store."""

    async def write(self, unit: Work[T], urgent: bool) -> T:
        """As Store.write."""

    async def write_each(self, works: Sequence[Work[T]]) -> list[T | BaseException]:
        """As Store.write_each."""

    async def read(self, unit: Work[T]) -> T:
        """As Store.read."""

    def mark_of_changes(self) -> object | None:
        """As Store.mark_of_changes."""

    async def notify(self, channel: str, word: str) -> None:
        """As Store.notify."""

    async def listen(
        self, channel: str, heard: Callable[[str], None], until: asyncio.Event
    ) -> None:
        """As Store.listen."""

    async def close(self) -> None:
        """End all connections."""


class Store:
    """Opens the database. `write` and `read` run a unit of work and return what it returns, or
    raise what it raises.
    """

    def __init__(self, url: str) -> None:
        self.url = driver_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._engine = _opened(self.url)
        self.heard: list[Callable[[], None]] = []  # called after each commit of this process

    async def write(self, unit: Work[T], urgent: bool = False) -> T:
        """Run `work` in a transaction; when this returns, it is on stable storage. `urgent` goes
        before what is not.
        """
        done = await self._engine.write(unit, urgent)
        self._tell()
        return done

    async def write_each(self, works: Sequence[Work[T]]) -> list[T | BaseException]:
        """Run units in order; when this returns, they are on stable storage. A unit that raises is
        undone alone and its exception stands in its place. A fault of the store itself is raised,
        as InterruptedWork where units before it may be kept.
        """
        try:
            return await self._engine.write_each(works)
        finally:
            self._tell()

    def _tell(self) -> None:
        for hear in tuple(self.heard):
            hear()

    async def read(self, unit: Work[T]) -> T:
        """Run a unit that only reads."""
        return await self._engine.read(unit)

    @property
    def can_listen(self) -> bool:
        """Whether processes on this database can tell each other something: `notify` and
        `listen`.
        """
        return self.url.drivername == "postgresql+asyncpg"

    def mark_of_changes(self) -> object | None:
        """Another value whenever a process has committed something; None: it cannot be told without
        asking the database.
        """
        return self._engine.mark_of_changes()

    async def notify(self, channel: str, word: str) -> None:
        """Send a word to all who listen on a channel."""
        await self._engine.notify(channel, word)

    async def listen(
        self, channel: str, heard: Callable[[str], None], until: asyncio.Event
    ) -> None:
        """Call `heard` with each word of the channel, until the event or the end of the
        connection.
        """
        await self._engine.listen(channel, heard, until)

    async def close(self) -> None:
        """End all connections."""
        await self._engine.close()


def driver_url(url: str) -> URL:
    """The URL with the driver this package uses: that of Python for sqlite, asyncpg for
    postgresql.
    """
    made = make_url(url)
    return made.set(drivername=DRIVERS.get(made.drivername, made.drivername))


def _opened(url: URL) -> Transactions:
    """Only the engine that is used is loaded: the other costs each command a tenth of a second."""
    module = import_module(f"mailbridge.store.engine.{ENGINES[url.get_backend_name()]}")
    return cast("Transactions", module.open_engine(url))
