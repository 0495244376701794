"""The container of a command; a schema that takes long to upgrade is a progress bar meanwhile."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from mailbridge.bootstrap import Settings, opened
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.services.container import Container

if TYPE_CHECKING:
    from rich.progress import Progress


class UpgradeBar:
    """Rows done of how many, from the first word on; nothing where nobody looks."""

    def __init__(self) -> None:
        self._bar: Progress | None = None

    def __call__(self, table: str, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        if self._bar is None:
            self._bar = _started_bar()
        what = say(
            "Upgrading the database: {table}, {done} of {total} rows",
            table=table,
            done=done,
            total=total,
        )
        self._bar.update(self._bar.task_ids[0], description=what, completed=done, total=total)

    def stop(self) -> None:
        """Take it away."""
        if self._bar is not None:
            self._bar.stop()


def _started_bar() -> "Progress":
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task("")
    bar.start()
    return bar


@asynccontextmanager
async def opened_here(settings: Settings) -> AsyncIterator[Container]:
    """As bootstrap.wiring.opened. Given up by Ctrl-C the database is what it was before."""
    bar = UpgradeBar()
    try:
        async with opened(settings, bar) as container:
            bar.stop()
            yield container
    finally:
        bar.stop()
