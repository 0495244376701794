"""Whether mail can be taken just now, and how much of everything there is."""

import asyncio
import shutil
from functools import partial
from pathlib import Path

from prometheus_client import Histogram

from mailbridge.services.container import House
from mailbridge.services.running import verdict_counts
from mailbridge.store.inbound import figures as store
from mailbridge.store.inbound.figures import Figures as Figures

PATIENCE = 5.0  # seconds that the store may take for one small write
INGEST_SECONDS = Histogram("mailbridge_ingest_seconds", "Time to understand and file one message.")


async def trouble(house: House) -> str | None:
    """Why mail cannot be taken just now, in one line, or None."""
    try:
        async with asyncio.timeout(PATIENCE):
            await house.store.write(partial(store.probe, now=house.clock()))
    except TimeoutError:
        return f"the database did not take a small write within {PATIENCE:.0f} seconds"
    except Exception as fault:  # whatever it is, mail cannot be kept
        return f"the database takes nothing: {type(fault).__name__}"
    free = await asyncio.to_thread(room, house)
    return f"the disk is nearly full: {free} bytes free, {house.limits.free_disk} must stay" if free < house.limits.free_disk else None


def room(house: House) -> int:
    """Bytes free where mail is kept, the least of all its places."""
    database = house.store.url.database if house.store.is_sqlite else None
    folders = [Path(database).parent] if database else []
    folder = getattr(house.blobs, "folder", None)
    folders += [Path(folder)] if folder is not None else []
    return min((shutil.disk_usage(folder).free for folder in folders), default=1 << 62)


async def figures(house: House) -> Figures:
    await verdict_counts.tell(house)
    return await house.store.read(store.figures)
