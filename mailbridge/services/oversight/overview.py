"""How the installation is, for those who look after it: what waits, for how long, and what is
wrong.
"""

import asyncio
from datetime import datetime, timedelta

from sqlalchemy import Connection

from mailbridge.domain.oversight.figures import Figures
from mailbridge.domain.project import Person, Role
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.running import health
from mailbridge.services.runtime.disk_room import UNKNOWN, room_left
from mailbridge.store.directory import aliases
from mailbridge.store.oversight import standstill
from mailbridge.values import dataclass

LONG = timedelta(minutes=10)  # that mail waits before it is said
OLD_BACKUP = timedelta(days=2)
LETTERS_OWED = ("queued", "held", "deferred")


@dataclass(frozen=True, slots=True)
class Canary:
    """An alias that is tested every day."""

    address: str
    state: str
    last_mail: datetime | None
    next_test: datetime | None
    misses: int


@dataclass(frozen=True, slots=True)
class Overview:
    trouble: str | None  # why mail cannot be taken just now
    figures: Figures
    disk_free: int | None  # octets; None: nobody knows
    disk_needed: int  # below it mail is answered 4xx
    readers: int
    backup: datetime | None
    is_backed_up: bool  # lately; a database of PostgreSQL has backups of its own
    has_relay: bool
    canaries: tuple[Canary, ...]
    standstill: standstill.Standstill
    templates: tuple[str, ...]  # faults of an admin's own

    @property
    def owed(self) -> int:
        """Letters that wait."""
        return sum(count for state, count in self.figures.letters if state in LETTERS_OWED)


async def show_overview(container: Container, viewer: Person | None = None) -> Overview:
    """All of it. Refused: not-allowed, for who is no admin."""
    if viewer is not None and viewer.role is not Role.ADMIN:
        raise Refused("not-allowed")
    now = container.clock()
    trouble, figures = await health.find_trouble(container), await health.load_figures(container)
    free = await asyncio.to_thread(room_left, container.runtime.folders)
    backup = await health.last_backup(container)
    is_backed_up = not container.store.is_sqlite or (
        backup is not None and now - backup < OLD_BACKUP
    )
    canaries, still = await container.store.read(
        lambda db: (_canaries(db), standstill.find(db, now))
    )
    return Overview(
        trouble,
        figures,
        free if free < UNKNOWN else None,
        container.limits.free_disk,
        container.reader.workers,
        backup,
        is_backed_up,
        container.relay is not None,
        canaries,
        still,
        tuple(await asyncio.to_thread(container.renderer.faults)),
    )


def _canaries(db: Connection) -> tuple[Canary, ...]:
    return tuple(
        Canary(alias.address, alias.state, alias.last_mail, alias.next_test, alias.misses)
        for alias in aliases.by_states(db, ("confirming", "testing", "active", "silent", "failed"))
    )
