"""The whole path of ours in a process of its own: `python bench/_path.py FOLDER MAIL WARM READERS
RELAY [profile]` prints JSON.

MAIL holds messages and `envelopes.json`. They come by SMTP in bursts from a process apart, are
accepted, read by a process of its own as when serving, filed, and a letter for each reader is
rendered and handed to the relay on port RELAY. What is to be had from DNS is left out. The parts
are measured one after the other: all of a burst is accepted, then filed, then handed over.
"""

import asyncio
import cProfile
import json
import logging
import os
import pstats
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog
import uvloop
from sqlalchemy import text

sys.path.insert(0, str(Path(__file__).parent))
import _machine

from mailbridge.adapters.memory import leave_what_is_loaded
from mailbridge.adapters.reader import Reader
from mailbridge.adapters.rendering import Rendering
from mailbridge.adapters.submission import SmtpRelay
from mailbridge.doors.smtp.listener import SmtpDoor
from mailbridge.services import projects
from mailbridge.services.container import Container
from mailbridge.services.filing import ingest
from mailbridge.services.people import bulk, register
from mailbridge.services.telling import drain_outbox
from tests.container import open_container

BURST, AUTHORS, CONNECTIONS = 50, 40, 5
HERE = Path(__file__).parent


@dataclass
class Timed:
    """Renders as the service does, and knows what it took."""

    inner: Any  # a rendering, or a stencil of one
    spent: Counter[str] = field(default_factory=Counter)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def stencil(self, *given: Any) -> "Timed":
        return Timed(self._timed(self.inner.stencil, given), self.spent)

    def fill(self, *given: Any) -> Any:
        return self._timed(self.inner.fill, given)

    def _timed(self, work: Any, given: Any) -> Any:
        began = time.thread_time()
        try:
            return work(*given)
        finally:
            self.spent["seconds"] += time.thread_time() - began

    @property
    def seconds(self) -> float:
        return self.spent["seconds"]


@dataclass
class Parts:
    """CPU seconds of each part so far; what looking at the processes costs is in none."""

    spent: Counter[str] = field(default_factory=Counter)
    own: float = 0.0
    below: float = 0.0
    running: str = ""

    def start(self, name: str) -> None:
        self.running, self.below = name, _machine.cpu_below(os.getpid())
        self.own = time.process_time()

    def stop(self, children: str = "") -> None:
        self.spent[self.running] += time.process_time() - self.own
        self.spent[children or self.running] += _machine.cpu_below(os.getpid()) - self.below


async def main(
    folder: Path, mail: Path, warm: int, readers: int, relay: int, profiled: bool
) -> None:
    folder.mkdir()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    renderer = Timed(Rendering("bench"))
    async with Reader(workers=1) as reader:
        more: dict[str, Any] = {
            "reader": reader,
            "renderer": renderer,
            "relay": SmtpRelay(f"smtp://127.0.0.1:{relay}"),
            "clock": lambda: datetime.now(UTC),
            "entropy": os.urandom,
        }
        container = await open_container(f"sqlite:///{folder}/path.sqlite", folder, **more)
        envelopes = json.loads((mail / "envelopes.json").read_text())
        (mail / "paths.json").write_text(json.dumps(await _settled(container, envelopes, readers)))
        door = SmtpDoor(container, "127.0.0.1:0", hostname="bench.test")
        await door.start()
        leave_what_is_loaded()
        feed = await _feed(door.port, mail)
        await _through(container, feed, warm, Parts(), renderer)
        found = await _measured(container, feed, len(envelopes) - warm, renderer, profiled)
        print(json.dumps(found))
        assert feed.stdin is not None
        feed.stdin.close()
        await feed.wait()
        await door.stop()
        await container.close()


async def _feed(port: int, mail: Path) -> asyncio.subprocess.Process:
    """Started by a process in between that has ended, so that its CPU is not ours."""
    pipe = asyncio.subprocess.PIPE
    command = [sys.executable, str(HERE / "_feed.py"), str(port), str(mail), str(CONNECTIONS)]
    return await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)


async def _settled(
    container: Container, envelopes: Iterable[tuple[str, int]], readers: int
) -> list[tuple[str, str]]:
    """Projects with their members, and clients who are known."""
    await bulk.import_people(
        container, [(f"user{number:02}@example.test", "", "client") for number in range(AUTHORS)]
    )
    wanted = list(envelopes)
    address = {}
    for project in {project for _, project in wanted}:
        address[project] = (await projects.add_project(container, f"Project {project}")).address
        for number in range(readers):
            member = f"member{number}of{project}@agency.test"
            await register.add_person(container, member, f"Member {number}", "member")
            await register.join_project(container, member, f"Project {project}")
    return [(author, address[project]) for author, project in wanted]


async def _through(
    container: Container,
    feed: asyncio.subprocess.Process,
    count: int,
    parts: Parts,
    renderer: Timed,
) -> None:
    assert feed.stdin is not None
    assert feed.stdout is not None
    sender = _machine.cpu
    for at in range(0, count, BURST):
        many = min(BURST, count - at)
        fed = sender(feed.pid)
        parts.start("accept")
        feed.stdin.write(b"%d\n" % many)
        assert await feed.stdout.readline() == b"sent\n"
        parts.stop()
        parts.spent["accept"] -= sender(feed.pid) - fed
        parts.start("ingest")
        while await ingest.drain(container, many):
            pass
        parts.stop(children="reading")
        rendering = renderer.seconds
        parts.start("hand-over")
        while await drain_outbox.drain(container):
            pass
        parts.stop()
        parts.spent["hand-over"] -= renderer.seconds - rendering
        parts.spent["rendering"] += renderer.seconds - rendering


async def _measured(
    container: Container,
    feed: asyncio.subprocess.Process,
    count: int,
    renderer: Timed,
    profiled: bool,
) -> dict[str, Any]:
    statements = await _statements(container, feed, renderer)
    count -= BURST
    profile = cProfile.Profile() if profiled else None
    if profile is not None:  # of the thread that writes
        await container.store.write(lambda db: profile.enable())
    before, sent = await container.store.read(_written)
    parts, began = Parts(), time.perf_counter()
    await _through(container, feed, count, parts, renderer)
    seconds = time.perf_counter() - began
    if profile is not None:
        await container.store.write(lambda db: profile.disable())
        pstats.Stats(profile, stream=sys.stderr).sort_stats("tottime").print_stats(15)
    filed, letters = await container.store.read(_written)
    return {
        **statements,
        "cpu": sum(parts.spent.values()),
        "seconds": seconds,
        "messages": count,
        "filed": filed - before,
        "letters": letters - sent,
        "memory": _machine.memory(os.getpid()) - _machine.memory(feed.pid),
        "parts": dict(parts.spent),
    }


async def _statements(
    container: Container, feed: asyncio.subprocess.Process, renderer: Timed
) -> dict[str, Any]:
    """What a message asks of the writing connection, over one burst that is not measured else: the
    commits, and the statements of each part. What the table of words asks of itself is none.
    """
    counted: Counter[str] = Counter()
    parts = Parts()

    def watch(db: Any, callback: Any) -> None:
        db.connection.dbapi_connection.set_trace_callback(callback)

    def note(statement: str) -> None:
        if statement.startswith("--"):  # of a virtual table
            return
        commits = statement.lstrip()[:6].upper() == "COMMIT"
        counted["commits" if commits else parts.running] += 1

    await container.store.write(lambda db: watch(db, note))
    await _through(container, feed, BURST, parts, renderer)
    await container.store.write(lambda db: watch(db, None))
    each = {name: count / BURST for name, count in counted.items()}
    commits = each.pop("commits")
    return {"statements": sum(each.values()), "commits": commits, "statements_of": each}


def _written(db: Any) -> tuple[int, int]:
    """Posts filed, and letters that the relay has taken."""
    sent = db.execute(text("SELECT count(*) FROM outbox WHERE state = 'sent'")).scalar()
    return int(db.execute(text("SELECT count(*) FROM posts")).scalar()), int(sent)


if __name__ == "__main__":
    uvloop.run(
        main(
            Path(sys.argv[1]),
            Path(sys.argv[2]),
            int(sys.argv[3]),
            int(sys.argv[4]),
            int(sys.argv[5]),
            "profile" in sys.argv[6:],
        )
    )
