"""What is due is done: one piece of work at a time, each in a transaction of its own."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from mailbridge import maillog
from mailbridge.domain.follow_up.due import THE_KIND, Became, Due, DueState
from mailbridge.domain.told import told
from mailbridge.services import next_move
from mailbridge.services.container import Container
from mailbridge.services.follow_up.due_kind import DueKind
from mailbridge.services.follow_up.every_kind import KINDS
from mailbridge.store.engine import installation
from mailbridge.store.follow_up import clock_facts, due_work
from mailbridge.store.outbox import queue
from mailbridge.values import replace

BATCH = 40
AT_ONCE = 100  # discussions whose clock is set in one transaction
LONG_AGO = timedelta(days=60)  # nothing falls due in what has been silent for so long
FIRST_PAUSE = timedelta(minutes=1)  # after a piece of work that failed; doubled each time
LONGEST_PAUSE = timedelta(hours=1)
Kinds = Mapping[str, DueKind]
EVERY_KIND: Kinds = {kind.name: kind for kind in KINDS}


class _Failed(Exception):
    """A piece of work whose kind raised; the transaction is undone."""

    def __init__(self, due: Due, fault: Exception) -> None:
        self.due, self.fault = due, fault
        super().__init__(str(fault))


async def seed(container: Container, kinds: Kinds = EVERY_KIND) -> None:
    """Have each kind write down what nothing else brings."""

    def transaction(db: Connection) -> None:
        for kind in kinds.values():
            kind.seed(db, container)

    await container.store.write(transaction)
    while await container.store.write(lambda db: _set_clocks(db, container.clock())):
        pass


def _set_clocks(db: Connection, now: datetime) -> int:
    """Work of discussions that waited before there was a table of due work is written down, a part
    at a time, once in the life of an installation. Returns how many were looked at.
    """
    known = installation.clock_set_up_to(db)
    places = clock_facts.open_after(db, known, now - LONG_AGO, AT_ONCE)
    for place in places:
        next_move.settle_next_move(db, place)
    if places:
        installation.note_clock_set(db, places[-1])
    return len(places)


async def drain(container: Container, kinds: Kinds = EVERY_KIND) -> int:
    """Do what is due, a batch at most. Returns how many pieces of work were looked at; 0: nothing
    to do now.
    """
    done = await _run(container, kinds, BATCH)
    if done:
        container.wake_outbox()
    return len(done)


async def run_as_of(container: Container, at: datetime, kinds: Kinds = EVERY_KIND) -> Sequence[Due]:
    """Do all that is due as of a time, which may be one to come; returns what was done, in order.
    Its letters may leave now.
    """
    moved = replace(container, clock=lambda: at)
    await seed(container, kinds)  # by the present clock: what begins until then is due then, too
    done: list[Due] = []
    while batch := await _run(moved, kinds, BATCH):
        done += batch
    now = container.clock()
    await container.store.write(lambda db: queue.bring_forward(db, at, now))
    container.wake_outbox()
    return done


async def _run(container: Container, kinds: Kinds, most: int) -> list[Due]:
    done: list[Due] = []
    while len(done) < most:
        try:
            due = await container.store.write(lambda db: _do_next(db, container, kinds))
        except _Failed as failed:
            due = await _try_later(container, failed)
        if due is None:
            break
        done.append(due)
    return done


def _do_next(db: Connection, container: Container, kinds: Kinds) -> Due | None:
    now = container.clock()
    due = due_work.take(db, now, kinds)
    return do(db, container, due, kinds[due.wanted.what], now) if due is not None else None


def do(db: Connection, container: Container, due: Due, kind: DueKind, now: datetime) -> Due:
    """Do a piece of work that was taken in this transaction; returns it as it is afterwards."""
    try:
        became = kind.handle(db, container, due)
    except Exception as fault:
        raise _Failed(due, fault) from fault
    if became.state is DueState.WAITING:
        _put_off(db, due, became, now)
    else:
        by = THE_KIND if became.state is DueState.SKIPPED else None
        due_work.settle(db, due.id, became.state, became.said, now, by, became.details)
        kind.follow(db, due)
    changed = replace(due.wanted, state=became.state, at=became.at or due.wanted.at)
    return replace(due, wanted=changed, said=became.said)


def _put_off(db: Connection, due: Due, became: Became, now: datetime) -> None:
    if became.at is None or became.at <= now:
        raise ValueError(f"{due.wanted.what} is put off until a time that has come")
    due_work.put_off(db, due.id, became.at, became.said)


async def _try_later(container: Container, failed: _Failed) -> Due:
    """Others go on meanwhile."""
    due, fault = failed.due, failed.fault
    maillog.worker_stumbled(f"due {due.wanted.what} {due.id}", fault)
    pause = min(FIRST_PAUSE * 2 ** min(due.attempts, 10), LONGEST_PAUSE)
    said = told("It failed and is tried again: {fault}", fault=f"{type(fault).__name__}: {fault}")
    until = container.clock() + pause
    await container.store.write(lambda db: due_work.try_later(db, due.id, until, said))
    return replace(due, said=said, attempts=due.attempts + 1)
