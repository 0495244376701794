"""Robots and loops, as admins see them: whose mail was taken for a machine's, and what came round
again.
"""

from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.project import Person, Role
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.store.directory import author_policies
from mailbridge.store.inbound import machine_mail
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Robot:
    """An author whose mail was taken for a machine's."""

    author: str
    count: int
    newest: int  # the id of its newest message
    at: datetime
    policy: str  # allow, hold, block or form, said of it everywhere; "": nothing was


@dataclass(frozen=True, slots=True)
class LoopSeen:
    """A message that came round again, or one of too many."""

    id: int
    at: datetime
    author: str
    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class Circle:
    """A discussion in which two machines seemed to answer each other."""

    id: int
    at: datetime
    subject: str


@dataclass(frozen=True, slots=True)
class Machines:
    robots: tuple[Robot, ...]
    loops: tuple[LoopSeen, ...]
    circles: tuple[Circle, ...]


async def list_machines(container: Container, viewer: Person | None = None) -> Machines:
    """All of them, of the newest mail. Refused: not-allowed, for who is no admin."""
    if viewer is not None and viewer.role is not Role.ADMIN:
        raise Refused("not-allowed")
    return await container.store.read(_machines)


def _machines(db: Connection) -> Machines:
    said = {
        author: policy
        for author, policy, project in author_policies.policies(db)
        if project is None
    }
    return Machines(
        tuple(
            Robot(row.author, row.count, row.newest, row.at, said.get(row.author, ""))
            for row in machine_mail.robots(db)
        ),
        tuple(
            LoopSeen(row.id, row.received, row.author or row.reverse_path, row.subject, row.reason)
            for row in machine_mail.loops(db)
        ),
        tuple(Circle(row.id, row.at, row.subject) for row in machine_mail.circling(db)),
    )
