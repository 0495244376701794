"""What the pages cost that people open all day: inbox, all discussions, a discussion, a day, tasks,
activity, updates, the mail log, letters, people and projects, for an admin and for a member of one
project.

Asked of the application itself, warm, one at a time: p50, p95, its CPU, and size. On SQLite and
PostgreSQL, among 20,000 discussions with 100,000 posts; `--share 1` for a million posts, `--only
sqlite`, `--times N`.
"""

import argparse
import asyncio
import logging
import random
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import structlog
from sqlalchemy.engine import URL

sys.path.insert(0, str(Path(__file__).parent))
import _bulk
import _machine
import scale

from mailbridge.doors.web.app import create_app
from mailbridge.services.container import Container
from mailbridge.services.people import register
from tests.container import MORNING, open_container
from tests.doors.web.site import Browser

GOALS = {"sqlite": 300, "postgres": 200}  # ms, p95
ADMIN = "admin@agency.test"
PAGES = {  # whose: paths; {} is any discussion of the member's project
    "admin": (
        "/",
        "/?tab=waiting",
        "/?tab=all",
        "/?tab=new",
        "/day",
        "/tasks",
        "/tasks?view=board",
        "/activity",
        "/updates",
        "/mail",
        "/outbox",
        "/people",
        "/projects",
    ),
    "member": (
        "/",
        "/?tab=all",
        "/?tab=new",
        "/discussions/{}",
        "/day",
        "/tasks",
        "/tasks?who=me",
        "/activity",
        "/updates",
        "/people",
    ),
}


def main() -> None:
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--share", type=float, default=0.1)
    wishes.add_argument("--times", type=int, default=20)
    wishes.add_argument("--only", default="sqlite,postgres")
    told = wishes.parse_args()
    logging.disable(logging.INFO)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    size = _bulk.Size(int(200_000 * told.share), 10, 20_000, timedelta(days=730))
    with tempfile.TemporaryDirectory(prefix="mailbridge-bench-") as name:
        for engine in told.only.split(","):
            with scale._ENGINES[engine](Path(name)) as urls:
                if urls is not None:
                    asyncio.run(scale._with_tables(urls[1]))
                    _bulk.fill(urls[1], size, MORNING)
                    asyncio.run(measure(engine, urls[1], size, told.times, Path(name)))


async def measure(engine: str, url: URL, size: _bulk.Size, times: int, folder: Path) -> None:
    print(
        f"{engine}: {size.discussions} discussions, {size.discussions * _bulk.POSTS} posts; "
        f"yardstick {_machine.yardstick():.1f} ms",
        flush=True,
    )
    container = await open_container(url.render_as_string(hide_password=False), folder, relay=None)
    await register.add_person(container, ADMIN, "Admin", "admin", "en")
    member = f"member{size.clients + 1}@agency.test"  # of the first project
    worst = 0.0
    for who, person in (("admin", ADMIN), ("member", member)):
        browser = await signed_in(container, person)
        for path in PAGES[who]:
            found = await asked(browser, path, size, times)
            worst = max(worst, found[1])
            print(
                f"  {who:6} {path:16} p50 {found[0]:6.0f} ms, p95 {found[1]:6.0f} ms, "
                f"CPU {found[2]:5.0f} ms, {found[3] / 1000:6.0f} kB",
                flush=True,
            )
    print(f"  slowest page at p95: {worst:.0f} ms (at most {GOALS[engine]})", flush=True)
    await container.close()


async def signed_in(container: Container, person: str) -> Browser:
    return await Browser(create_app(container), person).sign_in(container)


async def asked(
    browser: Browser, path: str, size: _bulk.Size, times: int
) -> tuple[float, float, float, int]:
    """p50, p95 and the median of CPU in milliseconds, and the largest answer in bytes."""
    chance, waits, used, largest = random.Random(7), [], [], 0
    for number in range(-2, times):
        discussion = size.projects * chance.randrange(1, size.discussions // size.projects)
        began, before = time.perf_counter(), time.process_time()
        answer = await browser.get(path.format(discussion))
        if number >= 0:
            waits.append((time.perf_counter() - began) * 1e3)
            used.append((time.process_time() - before) * 1e3)
        assert answer.status_code == 200, (path, answer.status_code)
        largest = max(largest, len(answer.content))
    late = sorted(waits)[int(len(waits) * 0.95)]
    return statistics.median(waits), late, statistics.median(used), largest


if __name__ == "__main__":
    main()
