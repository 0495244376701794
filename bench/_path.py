"""The whole path of ours in a process of its own: `python bench/_path.py FOLDER MAIL WARM
[profile]` prints JSON.

MAIL holds messages and `envelopes.json`. They are accepted in bursts, read by a process of its own
as when serving, filed, and letters for three readers are written to the outbox. What is to be had
from DNS is left out.
"""

import asyncio
import cProfile
import json
import logging
import os
import pstats
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog
import uvloop
from sqlalchemy import text

sys.path.insert(0, str(Path(__file__).parent))
import _machine

from mailbridge.adapters.reader import Reader
from mailbridge.domain.inbound import Envelope
from mailbridge.services import projects
from mailbridge.services.container import Container
from mailbridge.services.filing import ingest
from mailbridge.services.people import register
from mailbridge.services.receiving import accept
from tests.container import open_container

BURST, READERS, AUTHORS = 50, 3, 40


async def main(folder: Path, mail: Path, warm: int, profiled: bool) -> None:
    folder.mkdir()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    async with Reader(workers=1) as reader:
        more: dict[str, Any] = {
            "reader": reader,
            "relay": None,
            "clock": lambda: datetime.now(UTC),
            "entropy": os.urandom,
        }
        container = await open_container(f"sqlite:///{folder}/path.sqlite", folder, **more)
        envelopes = await _settled(container, json.loads((mail / "envelopes.json").read_text()))
        found = list(
            zip(envelopes, (path.read_bytes() for path in sorted(mail.glob("*.eml"))), strict=True)
        )
        await _file(container, found[:warm])
        print(json.dumps(await _measured(container, found[warm:], profiled)))
        await container.close()


async def _settled(container: Container, envelopes: Iterable[tuple[str, int]]) -> list[Envelope]:
    """Projects with three members each, and clients who are known."""
    await register.import_people(
        container, [(f"user{one:02}@example.test", "", "client") for one in range(AUTHORS)]
    )
    wanted = list(envelopes)
    address = {}
    for project in {project for _, project in wanted}:
        address[project] = (await projects.add_project(container, f"Project {project}")).address
        for one in range(READERS):
            member = f"member{one}of{project}@agency.test"
            await register.add_person(container, member, f"Member {one}", "member")
            await register.join_project(container, member, f"Project {project}")
    return [Envelope(author, address[project]) for author, project in wanted]


async def _file(container: Container, found: list[tuple[Envelope, bytes]]) -> None:
    for at in range(0, len(found), BURST):
        await asyncio.gather(
            *(accept.accept(container, [envelope], raw) for envelope, raw in found[at : at + BURST])
        )
        await ingest.drain(container, BURST)


async def _measured(
    container: Container, found: list[tuple[Envelope, bytes]], profiled: bool
) -> dict[str, float]:
    profile = cProfile.Profile() if profiled else None
    if profile is not None:  # of the thread that writes
        await container.store.write(lambda db: profile.enable())
    own, all_, began = time.process_time(), _machine.cpu(os.getpid()), time.perf_counter()
    await _file(container, found)
    seconds, own, all_ = (
        time.perf_counter() - began,
        time.process_time() - own,
        _machine.cpu(os.getpid()) - all_,
    )
    if profile is not None:
        await container.store.write(lambda db: profile.disable())
        pstats.Stats(profile, stream=sys.stderr).sort_stats("tottime").print_stats(10)
    filed, letters = await container.store.read(
        lambda db: (_count(db, "posts"), _count(db, "outbox"))
    )
    return {
        "cpu": all_,
        "own": own,
        "seconds": seconds,
        "filed": filed,
        "letters": letters,
        "memory": _machine.memory(os.getpid()),
    }


def _count(db: Any, table: str) -> int:
    return int(db.execute(text(f"SELECT count(*) FROM {table}")).scalar())


if __name__ == "__main__":
    uvloop.run(
        main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), "profile" in sys.argv[4:])
    )
