"""Workers of what is due in processes of their own, for tests that kill them: `python -m
tests.due_process URL FOLDER`.

It imports everything once. For each line on standard input, `TIME before` or `TIME after`, it forks
a worker that does what is due as of that time, and stands still before, or after, the commit of the
first piece of work that it did. Told are the worker's process id, then `here` once it stands still
or `idle` where nothing was due, then how it ended: a negative number is the signal that killed it.
"""

import asyncio
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from mailbridge.services.container import Container
from mailbridge.services.follow_up import run_due
from mailbridge.steps.reading import read
from tests.container import Clock, open_container

IMPORTED = (read,)
FOR_EVER = 600  # seconds; the test kills it before


@dataclass
class Standing:
    """A store that stands still around the commit of the first work."""

    store: Any
    where: str

    async def write(self, unit: Callable[[Any], Any], urgent: bool = False) -> Any:
        def watched(db: Any) -> Any:
            value = unit(db)
            if value is not None and self.where == "before":
                stand()
            return value

        value = await self.store.write(watched, urgent)
        if value is not None:
            stand()
        return value

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


def tell(what: str | int) -> None:
    """With a mark: the log is written to the same place."""
    print(f"@{what}", flush=True)


def stand() -> None:
    tell("here")
    time.sleep(FOR_EVER)


async def work(at: datetime, where: str) -> None:
    container = await open_container(sys.argv[1], Path(sys.argv[2]), clock=Clock(at))
    parts = {name: getattr(container, name) for name in container.__dataclass_fields__}
    await run_due.drain(Container(**{**parts, "store": Standing(container.store, where)}))
    tell("idle")
    os._exit(0)  # with what it has open


def fork_workers() -> None:
    while line := sys.stdin.readline().split():
        child = os.fork()
        if child == 0:
            tell(os.getpid())
            asyncio.run(work(datetime.fromisoformat(line[0]), line[1]))
        _, status = os.waitpid(child, 0)
        tell(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    fork_workers()
