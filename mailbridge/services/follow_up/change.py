"""What a person does with work that falls due: keeps it back, changes it, skips it, sends it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion, State
from mailbridge.domain.event import EventKind
from mailbridge.domain.follow_up.due import Due, DueState
from mailbridge.domain.project import Person
from mailbridge.domain.told import as_json, from_json, told
from mailbridge.services.access import may_act
from mailbridge.services.container import Container
from mailbridge.services.discussions.change import close_in, reopen_in
from mailbridge.services.follow_up.browse import due_views
from mailbridge.services.follow_up.run_due import EVERY_KIND, do
from mailbridge.services.refusal import Refused
from mailbridge.services.views.due_models import DueView
from mailbridge.steps.deciding.follow_up.discussion_clock import CLOSING
from mailbridge.steps.deciding.follow_up.falls_due import is_open
from mailbridge.steps.text import time_zones
from mailbridge.store.discussions import discussions, time_line
from mailbridge.store.follow_up import due_work
from mailbridge.values import replace

Change = Callable[[Connection, Due], None]
SKIPPED, MOVED = "before_skip", "before_move"  # details: how it was


async def hold(container: Container, actor: Person, due_id: int) -> DueView:
    """Keep a piece of due work back until a person lets it go.

    Refused: no-such-due, not-allowed.
    """

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
    """Do not do a piece of due work at all, until `unskip`. Skipping the reminder of a client's
    last word ("nothing to add") closes the discussion. Refused: no-such-due, not-allowed.
    """

    def change(db: Connection, due: Due) -> None:
        words = told("{name} did not want it", name=actor.called)
        place = discussions.by_id(db, due.wanted.discussion_id or 0)
        closes = due.wanted.what == CLOSING and place is not None and place.state is State.OPEN
        before = {"state": due.wanted.state.value, "said": as_json(due.said)}
        details = {**due.wanted.details, SKIPPED: {**before, "by": due.changed_by, "open": closes}}
        now = container.clock()
        due_work.settle(db, due.id, DueState.SKIPPED, words, now, actor.id, details)
        if closes and place is not None:
            close_in(db, container, actor, place)
        EVERY_KIND[due.wanted.what].follow(db, due)

    return await _changed(container, actor, due_id, change)


async def unskip(container: Container, actor: Person, due_id: int) -> DueView:
    """What this person skipped is as it was before; a discussion that was closed with it is open
    again. Refused: no-such-due, not-allowed, not-the-newest.
    """

    def change(db: Connection, due: Due) -> None:
        details = dict(due.wanted.details)
        before = details.pop(SKIPPED, None)
        skipped = due.wanted.state is DueState.SKIPPED and due.changed_by == actor.id
        if not skipped or before is None:
            raise Refused("not-the-newest")
        wanted = replace(due.wanted, state=DueState(before["state"]), details=details)
        said = from_json(before["said"])
        due_work.put_back(db, replace(due, wanted=wanted, said=said, changed_by=before["by"]))
        if before["open"]:
            reopen_in(db, container, actor, _closed_with(db, due))
        EVERY_KIND[due.wanted.what].follow(db, due)

    return await _changed(container, actor, due_id, change, due_work.take_any)


def _closed_with(db: Connection, due: Due) -> Discussion:
    """The discussion that was closed when this was skipped. Refused: not-the-newest, where it was
    opened since, or went into another one.
    """
    place = discussions.by_id(db, due.wanted.discussion_id or 0)
    if place is None or place.id != due.wanted.discussion_id:
        raise Refused("not-the-newest")
    opened = time_line.last_event_at(db, place.id, EventKind.REOPENED)
    if opened is not None and due.changed is not None and opened > due.changed:
        raise Refused("not-the-newest")
    return place


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
            details[MOVED] = {"at": due.wanted.at.isoformat(), "by": details.get("moved_by")}
            details["moved_by"] = actor.id
        due_work.edit(db, due.id, details)

    return await _changed(container, actor, due_id, change)


async def unpostpone(container: Container, actor: Person, due_id: int, day: date) -> DueView:
    """What this person put off to a day is due when it was before. Refused: no-such-due,
    not-allowed, not-the-newest.
    """

    def change(db: Connection, due: Due) -> None:
        details = dict(due.wanted.details)
        before, by = details.pop(MOVED, None), details.pop("moved_by", None)
        there = due.wanted.at.astimezone(time_zones.zone(actor.time_zone)).date()
        if before is None or by != actor.id or there != day or not is_open(due):
            raise Refused("not-the-newest")
        if before["by"] is not None:
            details["moved_by"] = before["by"]
        due_work.move(db, due.id, datetime.fromisoformat(before["at"]))
        due_work.edit(db, due.id, details)
        EVERY_KIND[due.wanted.what].follow(db, due)

    return await _changed(container, actor, due_id, change, due_work.take_any)


async def send_now(container: Container, actor: Person, due_id: int) -> DueView:
    """Do a piece of due work at once, in this person's name where it is a letter that somebody has
    to send. Refused: no-such-due, not-allowed.
    """

    def change(db: Connection, due: Due) -> None:
        details = {**due.wanted.details, "pressed_by": actor.id}
        due_work.edit(db, due.id, details)
        pressed = replace(due, wanted=replace(due.wanted, details=details))
        do(db, container, pressed, EVERY_KIND[due.wanted.what], container.clock())

    changed = await _changed(container, actor, due_id, change)
    container.wake_outbox()
    return changed


async def _changed(
    container: Container,
    actor: Person,
    due_id: int,
    change: Change,
    take: Callable[[Connection, int], Due | None] = due_work.take_by_id,
) -> DueView:
    def transaction(db: Connection) -> DueView:
        due = take(db, due_id)
        if due is None or due.wanted.what not in EVERY_KIND:
            raise Refused("no-such-due")
        if due.wanted.project_id is None or not may_act(db, actor, due.wanted.project_id):
            raise Refused("no-such-due")
        change(db, due)
        after = due_work.page(db, list(DueState), None, None, 1, only=due_id)
        return due_views(db, after)[0]

    return await container.store.write(transaction)


ACTS = {"hold": hold, "resume": resume, "skip": skip, "unskip": unskip, "send": send_now}
