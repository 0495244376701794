"""Whether mail can be taken just now, and how much of everything there is."""

import asyncio
import shutil
from functools import partial
from pathlib import Path

from prometheus_client import Histogram

from mailbridge.domain.figures import Figures
from mailbridge.services.container import Container
from mailbridge.services.running import verdict_counts
from mailbridge.store.inbound import figures as store

PATIENCE = 5.0  # seconds that the store may take for one small write
INGEST_SECONDS = Histogram("mailbridge_ingest_seconds", "Time to understand and file one message.")


async def trouble(container: Container) -> str | None:
    """Why mail cannot be taken just now, in one line, or None."""
    try:
        async with asyncio.timeout(PATIENCE):
            await container.store.write(partial(store.probe, now=container.clock()))
    except TimeoutError:
        return f"the database did not take a small write within {PATIENCE:.0f} seconds"
    except Exception as fault:  # whatever it is, mail cannot be kept
        return f"the database takes nothing: {type(fault).__name__}"
    free = await asyncio.to_thread(room, container)
    return (
        f"the disk is nearly full: {free} bytes free, {container.limits.free_disk} must stay"
        if free < container.limits.free_disk
        else None
    )


def room(container: Container) -> int:
    """Bytes free where mail is kept, the least of all its places."""
    database = container.store.url.database if container.store.is_sqlite else None
    folders = [Path(database).parent] if database else []
    folder = getattr(container.blobs, "folder", None)
    folders += [Path(folder)] if folder is not None else []
    return min((shutil.disk_usage(folder).free for folder in folders), default=1 << 62)


async def figures(container: Container) -> Figures:
    await verdict_counts.tell(container)
    return await container.store.read(store.figures)
