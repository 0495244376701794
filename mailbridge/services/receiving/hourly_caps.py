"""Caps by the hour, counted by all processes together: each counts for itself, and once a second
they tell each other.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress

from sqlalchemy import Connection

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.services.container import Container
from mailbridge.steps.deciding.address.hourly_caps import author_name, full, spared
from mailbridge.store.directory import people
from mailbridge.store.inbound import counts as tallies
from mailbridge.store.inbound.counts import forget_hours_before

EVERY = 1.0  # seconds between two words with the store
REMEMBERED = 50_000  # names; beyond, all are forgotten and learned again
log = logging.getLogger("mailbridge.floods")


class Tally:
    """What was taken in this hour. The store is asked nothing at the door: what others counted is
    learned with the next word.
    """

    def __init__(self, container: Container) -> None:
        self._container = container
        self._hour = 0
        self._known: dict[str, int] = {}
        self._untold: Counter[str] = Counter()
        self._refused: set[str] = set()
        self._closing = asyncio.Event()
        self._telling: asyncio.Task[None] | None = None

    def full(self, names: Iterable[str]) -> str | None:
        """The first of these names that has had its share."""
        self._turn()
        return full(names, self._container.limits.caps, self._known)

    def count(self, names: Iterable[str]) -> None:
        self._turn()
        if len(self._known) > REMEMBERED:
            self._known.clear()
        for name in names:
            self._known[name] = self._known.get(name, 0) + 1
            self._untold[name] += 1
        if self._telling is None and self._untold:
            self._telling = asyncio.create_task(self._tell_soon())

    def is_news(self, name: str) -> bool:
        """Whether it is the first time in this hour that this name is refused."""
        first = name not in self._refused
        self._refused.add(name)
        return first

    async def close(self) -> None:
        self._closing.set()
        if self._telling is not None:
            await self._telling

    async def _tell_soon(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(EVERY):
                await self._closing.wait()
        self._telling = None
        await self._tell()

    async def _tell(self) -> None:
        """Tell the store what was counted here, and learn what was counted everywhere."""
        counts, self._untold, hour = self._untold, Counter(), self._hour

        def work(db: Connection) -> dict[str, int]:
            forget_hours_before(db, hour)
            return tallies.add(db, hour, counts)

        try:
            totals = await self._container.store.write(work)
        except Exception as fault:  # whatever it is, mail is taken all the same
            log.warning("mail is not counted just now: %s", type(fault).__name__)
            return
        if hour == self._hour:
            self._known |= {name: total + self._untold[name] for name, total in totals.items()}

    def _turn(self) -> None:
        """A new hour: everybody has his share again."""
        hour = int(self._container.clock().timestamp()) // 3600
        if hour != self._hour:
            self._hour = hour
            self._known.clear()
            self._untold.clear()
            self._refused.clear()


def exempt(container: Container, client: str | None, door: str) -> bool:
    return spared(client, door, container.limits.caps)


def verdict(container: Container, name: str) -> Verdict:
    """What the peer is told, and in the note what our own people are."""
    kind, _, who = name.partition(":")
    note = f"this {kind} has had the {container.limits.caps.of(name)} messages of this hour" + (
        f" ({who})" if kind != "project" else ""
    )
    return Verdict(Disposition.REJECT, Reason.TOO_MUCH_MAIL, note)


async def over(container: Container, tally: Tally, names: Sequence[str]) -> str | None:
    """Which of the names a message counts for has had its share. An author whom a project allows
    may write as much as he likes.
    """
    found = tally.full(names)
    if found is None or not found.startswith("author:"):
        return found
    projects = [int(name.partition(":")[2]) for name in names if name.startswith("project:")]
    address = found.partition(":")[2]
    allowed = await container.store.read(
        lambda db: any(people.policy(db, one, address) == "allow" for one in projects)
    )
    return None if allowed else found


def counts_for(envelope: Envelope, content: bytes, routes: Iterable[tuple[str, ...]]) -> list[str]:
    """What a message counts for: project and alias once for each forward-path, its author once."""
    wanted = [name for some in routes for name in some]
    return [author_name(content, envelope.reverse_path), *wanted] if wanted else []
