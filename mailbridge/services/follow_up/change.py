"""What a person does with work that falls due: keeps it back, changes it, skips it, sends it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from mailbridge.domain.follow_up.due import Due, DueState
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services.access import may_act
from mailbridge.services.container import Container
from mailbridge.services.discussions.change import close_in
from mailbridge.services.follow_up.browse import due_views
from mailbridge.services.follow_up.run_due import EVERY_KIND, do
from mailbridge.services.refusal import Refused
from mailbridge.services.views.due_models import DueView
from mailbridge.steps.deciding.follow_up.discussion_clock import CLOSING
from mailbridge.store.discussions import discussions
from mailbridge.store.follow_up import due_work

Change = Callable[[Connection, Due], None]


async def hold(container: Container, actor: Person, due_id: int) -> DueView:
    """It waits until a person lets it go. Refused: no-such-due, not-allowed."""

    def change(db: Connection, due: Due) -> None:
        words = told("{name} keeps it back", name=actor.called)
        due_work.settle(db, due.id, DueState.HELD, words, container.clock(), actor.id)

    return await _changed(container, actor, due_id, change)


async def resume(container: Container, actor: Person, due_id: int) -> DueView:
    """What a person kept back is done at its time after all. What waits for somebody to send it
    does so still. Refused: no-such-due, not-allowed, too-late.
    """

    def change(db: Connection, due: Due) -> None:
        if due.wanted.state is DueState.HELD and due.changed_by is None:
            raise Refused("as-it-is")
        due_work.settle(db, due.id, DueState.WAITING, due.said, container.clock(), actor.id)
        EVERY_KIND[due.wanted.what].follow(db, due)

    return await _changed(container, actor, due_id, change)


async def skip(container: Container, actor: Person, due_id: int) -> DueView:
    """It is not done at all. “Nothing to add” to a client's last word closes the discussion.
    Refused: no-such-due, not-allowed.
    """

    def change(db: Connection, due: Due) -> None:
        words = told("{name} did not want it", name=actor.called)
        due_work.settle(db, due.id, DueState.SKIPPED, words, container.clock(), actor.id)
        place = discussions.by_id(db, due.wanted.discussion_id or 0)
        if due.wanted.what == CLOSING and place is not None:
            close_in(db, container, actor, place)
        EVERY_KIND[due.wanted.what].follow(db, due)

    return await _changed(container, actor, due_id, change)


async def edit(
    container: Container,
    actor: Person,
    due_id: int,
    words: str | None = None,
    at: datetime | None = None,
) -> DueView:
    """Other words than ours ("": ours again), or another time. Refused: no-such-due,
    not-allowed.
    """

    def change(db: Connection, due: Due) -> None:
        details: dict[str, Any] = dict(due.wanted.details)
        if words is not None:
            details["words"] = words.strip().replace("\r\n", "\n")
        if at is not None:
            due_work.move(db, due.id, at)
            details["moved_by"] = actor.id
        due_work.edit(db, due.id, details)

    return await _changed(container, actor, due_id, change)


async def send_now(container: Container, actor: Person, due_id: int) -> DueView:
    """It is done at once, in this person's name where it is a letter that somebody has to send.
    Refused: no-such-due, not-allowed.
    """

    def change(db: Connection, due: Due) -> None:
        details = {**due.wanted.details, "pressed_by": actor.id}
        due_work.edit(db, due.id, details)
        pressed = replace(due, wanted=replace(due.wanted, details=details))
        do(db, container, pressed, EVERY_KIND[due.wanted.what], container.clock())

    changed = await _changed(container, actor, due_id, change)
    container.wake_outbox()
    return changed


async def _changed(container: Container, actor: Person, due_id: int, change: Change) -> DueView:
    def transaction(db: Connection) -> DueView:
        due = due_work.take_by_id(db, due_id)
        if due is None or due.wanted.what not in EVERY_KIND:
            raise Refused("no-such-due")
        if due.wanted.project_id is None or not may_act(db, actor, due.wanted.project_id):
            raise Refused("no-such-due")
        change(db, due)
        after = due_work.page(db, list(DueState), None, None, 1, only=due_id)
        return due_views(db, after)[0]

    return await container.store.write(transaction)


ACTS = {"hold": hold, "resume": resume, "skip": skip, "send": send_now}
