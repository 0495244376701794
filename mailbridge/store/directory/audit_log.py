"""The audit log: deeds are added, and read. Nothing changes or deletes them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, inspect, select

from mailbridge.domain.oversight.audit import Act, Deed, Entry, Matter
from mailbridge.domain.told import as_json, from_json
from mailbridge.store.engine.schema import audit_log
from mailbridge.values import dataclass

OPERATOR = -1  # in the place of an actor's id


def add(db: Connection, at: datetime, actor_id: int | None, deeds: Sequence[Deed]) -> None:
    """Put deeds of one actor into the log."""
    rows = [
        {
            "at": at,
            "actor_id": actor_id,
            "act": deed.act.value,
            "matter": deed.matter.value,
            "matter_id": deed.id,
            "name": deed.name,
            "detail": as_json(deed.detail),
        }
        for deed in deeds
    ]
    if rows:
        db.execute(insert(audit_log), rows)


def is_there(db: Connection) -> bool:
    """Whether the schema has a log: that of an old safety copy has none yet."""
    return inspect(db).has_table(audit_log.name)


@dataclass(frozen=True, slots=True)
class Sought:
    """Which entries are looked for; None: whichever. An actor of OPERATOR is nobody's id."""

    actor_id: int | None = None
    act: Act | None = None
    matter: Matter | None = None
    since: datetime | None = None
    until: datetime | None = None

    def narrow(self, wanted: Select[Any]) -> Select[Any]:
        """Only those."""
        columns = audit_log.c
        if self.actor_id is not None:
            is_operator = columns.actor_id.is_(None)
            by = is_operator if self.actor_id == OPERATOR else columns.actor_id == self.actor_id
            wanted = wanted.where(by)
        if self.act is not None:
            wanted = wanted.where(columns.act == self.act.value)
        if self.matter is not None:
            wanted = wanted.where(columns.matter == self.matter.value)
        if self.since is not None:
            wanted = wanted.where(columns.at >= self.since)
        return wanted if self.until is None else wanted.where(columns.at < self.until)


EVERYTHING = Sought()


def page(
    db: Connection,
    limit: int | None,
    before_id: int | None = None,
    sought: Sought = EVERYTHING,
) -> list[Entry]:
    """The newest entries, or those before an id; at most so many."""
    wanted = sought.narrow(select(audit_log)).order_by(audit_log.c.id.desc()).limit(limit)
    if before_id is not None:
        wanted = wanted.where(audit_log.c.id < before_id)
    return [_entry(row) for row in db.execute(wanted)]


def count_before(db: Connection, before_id: int) -> int:
    """How many entries are older than this one."""
    older = select(func.count()).where(audit_log.c.id < before_id)
    return int(db.execute(older).scalar_one())


def _entry(row: Any) -> Entry:
    deed = Deed(Act(row.act), Matter(row.matter), row.matter_id, row.name, from_json(row.detail))
    return Entry(row.id, row.at, row.actor_id, deed)
