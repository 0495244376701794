"""Where a message would go, asked of the store that is configured here; nothing is written."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mailbridge.bootstrap import Settings, opened
from mailbridge.domain.message import Reading
from mailbridge.doors.cli.frame.terminal import say, words
from mailbridge.services.container import Container
from mailbridge.services.lab.try_out import own_forward_paths
from mailbridge.services.mail_log.preview import preview_trail

Destination = Callable[[Reading], str]


@contextmanager
def destinations(settings: Settings) -> Iterator[Destination | None]:
    """A function that says it in words; None where nothing was ever kept."""
    if settings.database_url is None and not (settings.data_dir / "mailbridge.sqlite").exists():
        yield None
        return
    with asyncio.Runner() as runner:
        entered = opened(settings)
        container = runner.run(entered.__aenter__())
        try:
            yield lambda reading: runner.run(_place(container, reading))
        finally:
            runner.run(entered.__aexit__(None, None, None))


async def _place(container: Container, reading: Reading) -> str:
    paths = await own_forward_paths(container, reading.message)
    lines = [line for path in paths for line in await preview_trail(container, reading, path)]
    return "\n".join(map(words().tell, lines)) or say("none of its recipients is ours")
