"""Work that falls due is written down here, in the transaction that makes it due or moot."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.follow_up.due import Due, DueWork
from mailbridge.domain.told import told
from mailbridge.services.container import Container
from mailbridge.steps.deciding.follow_up.falls_due import changes
from mailbridge.store.engine.transaction import after_commit
from mailbridge.store.follow_up import due_work


def put_due(db: Connection, container: Container, works: Sequence[DueWork]) -> None:
    """Write work down, and wake who does it. What has been written before stays as it is."""
    due_work.put(db, works)
    after_commit(db, container.runtime.wake_due)


def settle_due(
    db: Connection,
    kinds: Collection[str],
    wanted: Sequence[DueWork],
    now: datetime,
    **place: int,
) -> None:
    """Make the table agree with what is wanted of these kinds at a place (`discussion_id=…`): new
    work is written, what is wanted no more is skipped, what has lapsed waits again.
    """
    settle_written(db, wanted, due_work.rows_of(db, kinds, **place), now)


def settle_written(
    db: Connection, wanted: Sequence[DueWork], written: Sequence[Due], now: datetime
) -> None:
    """As `settle_due`, where the caller has read the rows: `written` are all that there are of
    these kinds at the place.
    """
    if not wanted and not written:
        return
    changed = changes(wanted, written)
    if changed.add:
        due_work.put(db, changed.add)
    due_work.revive(db, changed.revive)
    for due_id, at in changed.move:
        due_work.move(db, due_id, at)
    if changed.skip:
        due_work.skip_all(db, changed.skip, told("there is no reason for it any more"), now)
