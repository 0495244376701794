"""Whether mail can be taken just now, and how much of everything there is."""

import asyncio
from datetime import datetime
from functools import partial

from prometheus_client import Histogram

from mailbridge.domain.oversight.figures import Figures
from mailbridge.services.container import Container
from mailbridge.services.kept_octets import DamagedError, raw_bytes
from mailbridge.services.runtime.disk_room import room_left
from mailbridge.store.engine import installation
from mailbridge.store.inbound import figures, mail_log

LOOKED_AT = 20  # large messages
PATIENCE = 5.0  # seconds that the store may take for one small write
INGEST_SECONDS = Histogram("mailbridge_ingest_seconds", "Time to understand and file one message.")


async def find_trouble(container: Container) -> str | None:
    """Why mail cannot be taken just now, in one line, or None."""
    try:
        async with asyncio.timeout(PATIENCE):
            await container.store.write(partial(figures.probe, now=container.clock()))
    except TimeoutError:
        return f"the database did not take a small write within {PATIENCE:.0f} seconds"
    except Exception as fault:  # whatever it is, mail cannot be kept
        return f"the database takes nothing: {type(fault).__name__}"
    free = await asyncio.to_thread(room_left, container.runtime.folders)
    return (
        f"the disk is nearly full: {free} bytes free, {container.limits.free_disk} must stay"
        if free < container.limits.free_disk
        else None
    )


async def last_backup(container: Container) -> datetime | None:
    """When the newest safety copy was made; None: never."""
    return await container.store.read(installation.last_backup)


async def find_damaged(container: Container) -> tuple[int, list[str]]:
    """How many of the newest large messages were compared with their digests, and those that are
    damaged or gone.
    """
    newest = await container.store.read(lambda db: mail_log.newest_apart(db, LOOKED_AT))
    return len(newest), [sha256 for sha256 in newest if await _is_lost(container, sha256)]


async def _is_lost(container: Container, sha256: str) -> bool:
    """Where its place cannot be reached nobody knows."""
    try:
        await raw_bytes(container, None, sha256)
    except (DamagedError, FileNotFoundError):
        return True
    except OSError:
        return False
    return False


async def load_figures(container: Container) -> Figures:
    """How much of everything there is, with what this process has counted since it last told."""
    await container.runtime.verdicts.tell()
    return await container.store.read(figures.count_figures)
