"""The audit log is only added to: the database itself refuses everything else."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from mailbridge.domain.oversight.audit import Act, Deed, Matter
from mailbridge.store.directory import audit_log as log
from mailbridge.store.engine.schema import audit_log
from mailbridge.store.engine.unit_of_work import Store

AT = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


async def test_the_database_keeps_what_was_written(store: Store) -> None:
    """Neither who nor when nor what changes, and no row goes."""
    deed = Deed(Act.RELEASED, Matter.POST, 7)
    await store.write(lambda db: log.add(db, AT, 3, [deed]))
    for statement in (
        delete(audit_log),
        update(audit_log).values(actor_id=4),
        update(audit_log).values(at=AT.replace(year=2025)),
        update(audit_log).values(act="hid"),
    ):
        with pytest.raises(DBAPIError, match="only added to"):
            await store.write(lambda db, done=statement: db.execute(done))  # type: ignore[misc]
    rows = await store.read(lambda db: db.execute(select(audit_log)).all())
    assert [(3, "released", 7)] == [(row.actor_id, row.act, row.matter_id) for row in rows]
