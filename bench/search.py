"""What a search costs among many posts, how long they take to be taken in, and what a filed message
pays for being found.

On SQLite and on PostgreSQL, among 20,000 discussions with 100,000 posts, all of which hold the same
common words; `--share 1` for a million posts, `--only sqlite`, `--times N`.
"""

import argparse
import asyncio
import logging
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from functools import partial
from pathlib import Path

import structlog
from sqlalchemy import Connection
from sqlalchemy.engine import URL

sys.path.insert(0, str(Path(__file__).parent))
import _bulk
import _machine
import scale

from mailbridge.domain.project import Person
from mailbridge.services.container import Container
from mailbridge.services.people import register
from mailbridge.services.searching.reindex import reindex
from mailbridge.services.searching.search import search
from mailbridge.store.search import index
from tests.container import MORNING, open_container

GOAL = 200  # ms, p95
NOBODYS = 1 << 30  # numbers of posts that there are none of
ADMIN = "admin@agency.test"
WISHES = (  # common words, rare ones, none, and filters
    "draft ready",
    '"second draft" today',
    "number 4711",
    "numb*",
    "person 17 draft",
    "nowhere",
    "from:client17 draft",
    "is:ours draft",
    "is:closed q:open",
    "draft before:2025-06-01",
)


def main() -> None:
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--share", type=float, default=0.1)
    wishes.add_argument("--times", type=int, default=20)
    wishes.add_argument("--only", default="sqlite,postgres")
    told = wishes.parse_args()
    logging.disable(logging.INFO)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    size = _bulk.Size(int(200_000 * told.share), 200, 20_000, timedelta(days=730))
    with tempfile.TemporaryDirectory(prefix="mailbridge-bench-") as name:
        for engine in told.only.split(","):
            with scale._ENGINES[engine](Path(name)) as urls:
                if urls is not None:
                    asyncio.run(scale._with_tables(urls[1]))
                    _bulk.fill(urls[1], size, MORNING)
                    asyncio.run(measure(engine, urls[1], size, told.times, Path(name)))


async def measure(engine: str, url: URL, size: _bulk.Size, times: int, folder: Path) -> None:
    print(
        f"{engine}: {size.discussions * _bulk.POSTS} posts; "
        f"yardstick {_machine.yardstick():.1f} ms",
        flush=True,
    )
    container = await open_container(url.render_as_string(hide_password=False), folder, relay=None)
    began = time.perf_counter()
    done = await reindex(container, lambda count: None)
    seconds = time.perf_counter() - began
    print(f"  taken in: {done} things, {done / seconds:.0f} a second", flush=True)
    await register.add_person(container, ADMIN, "Admin", "admin", "en")
    member = f"member{size.clients + 1}@agency.test"
    worst = 0.0
    for who, address in (("admin", ADMIN), ("member", member)):
        viewer = await register.find_person(container, address)
        for typed in WISHES:
            middle, cpu, late = await asked(container, viewer, typed, times)
            worst = max(worst, late)
            print(
                f"  {who:6} {typed:26} p50 {middle:5.0f} ms, p95 {late:5.0f} ms, CPU {cpu:4.0f} ms"
            )
    print(f"  slowest at p95: {worst:.0f} ms (at most {GOAL})", flush=True)
    print(f"  a message pays {await cost_of_a_message(container):.2f} ms", flush=True)
    await container.close()


async def asked(
    container: Container, viewer: Person, typed: str, times: int
) -> tuple[float, float, float]:
    """p50, the median of CPU, and p95 in milliseconds."""
    waits, used = list[float](), list[float]()
    for number in range(-2, times):
        began, before = time.perf_counter(), time.process_time()
        await search(container, typed, viewer)
        if number >= 0:
            waits.append((time.perf_counter() - began) * 1e3)
            used.append((time.process_time() - before) * 1e3)
    late = sorted(waits)[int(len(waits) * 0.95)]
    return statistics.median(waits), statistics.median(used), late


async def cost_of_a_message(container: Container) -> float:
    """Milliseconds in the filing transaction for a letter of two hundred words, mostly known."""
    words = "the second draft of the menu page is ready and we would like to hear from you " * 13
    waits = [
        await container.store.write(partial(_put, number=number, words=f"{words} x{number}y"))
        for number in range(60)
    ]
    return statistics.median(waits) * 1e3


def _put(db: Connection, number: int, words: str) -> float:
    began = time.perf_counter()
    index.put_post(db, NOBODYS + number, 1, 1, ["Menu", words])
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
