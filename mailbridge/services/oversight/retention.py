"""What is older than a project keeps is deleted: said beforehand, and done."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from mailbridge.domain.oversight.audit import SERVICE, Act, Deed, Matter
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services.container import Container
from mailbridge.services.loose_blobs import drop_blobs
from mailbridge.services.patience import forget_past_tries
from mailbridge.store.directory import audit_log
from mailbridge.store.oversight import retention
from mailbridge.store.oversight.erasing import leave_no_words
from mailbridge.store.oversight.retention import Gone
from mailbridge.values import dataclass, replace

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class RetentionView:
    """What goes, or went, of a project."""

    project: str | None  # None: mail and letters of no project
    project_id: int | None
    days: int
    discussions: int
    messages: int  # besides those of the discussions

    @property
    def has_any(self) -> bool:
        """Whether there is something to delete."""
        return bool(self.discussions or self.messages)


async def plan_retention(container: Container) -> list[RetentionView]:
    """What would go now; projects that keep everything are left out."""

    def query(db: Connection) -> list[RetentionView]:
        return [
            replace(view, discussions=counted[0], messages=counted[1])
            for view in _limits(db, container)
            for counted in [retention.count_old(db, view.project_id, _before(container, view))]
        ]

    return await container.store.read(query)


async def run_retention(
    container: Container,
    by_clock: bool = False,
    progress: Progress = lambda steps: None,
    actor: Person | None = None,
) -> list[RetentionView]:
    """Delete it, some at a time; the audit log says how much, of which project. An actor of None is
    the operator, unless the clock asks.
    """
    by = SERVICE if by_clock else actor.id if actor is not None else None
    limits = await container.store.read(lambda db: _limits(db, container))
    done = [await _run(container, view, by, progress) for view in limits]
    if any(view.discussions for view in done):
        await container.store.write(leave_no_words)
    return done


async def drain(container: Container) -> int:
    """As the clock asks, and tries to sign in that are past; always 0, for then there is nothing
    left.
    """
    await forget_past_tries(container)
    await run_retention(container, by_clock=True)
    return 0


async def _run(
    container: Container, view: RetentionView, by: int | None, progress: Progress
) -> RetentionView:
    before, discussions, messages = _before(container, view), 0, 0
    while True:
        gone = await container.store.write(lambda db: _forget_some(db, container, view, before, by))
        await drop_blobs(container, gone.blobs)
        if not gone.has_any:
            return replace(view, discussions=discussions, messages=messages)
        discussions, messages = discussions + gone.discussions, messages + gone.messages
        progress(gone.discussions + gone.messages)


def _forget_some(
    db: Connection, container: Container, view: RetentionView, before: datetime, by: int | None
) -> Gone:
    gone = retention.forget_old(db, view.project_id, before)
    if gone.has_any:
        detail = told(
            "older than {days} days: {discussions} discussions, {messages} other messages",
            days=view.days,
            discussions=gone.discussions,
            messages=gone.messages,
        )
        deed = Deed(Act.REMOVED, Matter.PROJECT, view.project_id, view.project or "-", detail)
        audit_log.add(db, container.clock(), by, [deed])
    return gone


def _before(container: Container, view: RetentionView) -> datetime:
    return container.clock() - timedelta(days=view.days)


def _limits(db: Connection, container: Container) -> list[RetentionView]:
    """How many days each project keeps, and what belongs to none, where anything is to go."""
    rows: list[tuple[int | None, str | None, int | None]] = [
        *retention.days_of_projects(db),
        (None, None, None),
    ]
    found = [
        RetentionView(name, number, container.keep_days if days is None else days, 0, 0)
        for number, name, days in rows
    ]
    return [view for view in found if view.days]
