"""What happens to an installation under load. Each takes its place, how many to kill, and how many
seconds to last.
"""

import asyncio
import random
import signal
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.databases import Database, full
from tests.chaos.installation import LEASE, WORKERS, Installation
from tests.chaos.relay import MOODS, Relay

HOUR = 3600.0
REST = 6.0  # seconds without a kill, after each ten


@dataclass(frozen=True)
class Place:
    folder: Path
    database: Database
    relay: Relay
    installation: Installation
    say: Callable[..., None]

    async def last(self, words: str, seconds: float) -> None:
        """Let time pass."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.say(f"{words}, {left:.0f} s left")
            await asyncio.sleep(min(1.0, left))


async def kill(place: Place, kills: int, seconds: float) -> None:
    """Any process at any moment; now and then all live for a while, so that there is work."""
    while place.installation.kills < kills:
        name = await place.installation.kill_any()
        place.say(f"killed {place.installation.kills} of {kills}, the last one a {name}")
        await asyncio.sleep(random.uniform(0.05, 1.0))
        if place.installation.kills % 10 == 0:
            await asyncio.sleep(REST)


async def fill_disk(place: Place, kills: int, seconds: float) -> None:
    """The disk on which everything lies is full."""
    with full(place.folder):
        await place.last("the disk is full", seconds)
    await place.database.mend()
    await place.last("there is room again", 5)


async def take_database(place: Place, kills: int, seconds: float) -> None:
    """It is away, for a moment and for long; nobody ends of that."""
    for long in (0.5, seconds):
        async with place.database.away():
            await place.last("the database is away", long)
        await place.last("it is back", 5)


async def change_relay(place: Place, kills: int, seconds: float) -> None:
    """It is away, slow, lies with 4xx, cuts after DATA, in turn."""
    for mood in (*MOODS[1:], *MOODS[1:]):
        await place.relay.set_mood(mood)
        await place.last(f"the relay is {mood}", seconds / 8)


async def turn_clock(place: Place, kills: int, seconds: float) -> None:
    """An hour ahead and back, again and again."""
    for _ in range(max(1, int(seconds / 10))):
        for wrong in (HOUR, 0.0):
            place.installation.set_clock(wrong)
            await place.last(f"the clock is wrong by {wrong:.0f} s", 5)


async def stand_still(place: Place, kills: int, seconds: float) -> None:
    """One of two workers, longer than its lease, and goes on; again and again."""
    until = time.monotonic() + seconds
    names = iter(WORKERS * 100)
    while time.monotonic() < until:
        name = next(names)
        place.installation.send(name, signal.SIGSTOP)
        await place.last(f"the {name} stands still", LEASE * 2.2)
        place.installation.send(name, signal.SIGCONT)
        await place.last(f"the {name} goes on", 4)


TROUBLES: Mapping[str, Callable[[Place, int, float], Awaitable[None]]] = {
    "kills": kill,
    "disk": fill_disk,
    "database": take_database,
    "relay": change_relay,
    "clock": turn_clock,
    "pause": stand_still,
}
