"""What is kept of a message when it comes, before anybody reads it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Table,
    func,
    insert,
    select,
)

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.told import Told, as_json
from mailbridge.domain.verdict import Verdict
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import inbounds, raws
from mailbridge.values import dataclass

_LAST = {
    table.name: Prepared(select(func.max(table.c.id).label("last"))) for table in (raws, inbounds)
}


_KEEP_RAW, _KEEP = Prepared(insert(raws)), Prepared(insert(inbounds))


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of a message as they came, CRLF line ends."""

    sha256: str
    size: int
    content: bytes | None  # None: in the blob store under its sha256
    id: int = 0  # once it is kept


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message with the forward-paths it came for."""

    raw: Raw
    envelopes: tuple[Envelope, ...]
    received: datetime


@dataclass(frozen=True, slots=True)
class RefusedRecipient:
    """A forward-path that was refused at the door."""

    envelope: Envelope
    verdict: Verdict
    received: datetime


def keep(db: Connection, arrivals: Sequence[Arrival]) -> list[list[int]]:
    """Keep all of them; returns the inbound ids of each, one for each envelope, in order."""
    raw_ids = _new_ids(db, raws, len(arrivals))
    inbound_ids = _new_ids(db, inbounds, sum(len(arrival.envelopes) for arrival in arrivals))
    left = iter(inbound_ids)
    ids = [[next(left) for _ in arrival.envelopes] for arrival in arrivals]
    rows = [
        {
            "id": row_id,
            "raw_id": raw_id,
            "received": arrival.received,
            "run_at": arrival.received,
            **_envelope_columns(envelope),
        }
        for raw_id, arrival, row_ids in zip(raw_ids, arrivals, ids, strict=True)
        for row_id, envelope in zip(row_ids, arrival.envelopes, strict=True)
    ]
    contents = [
        {
            "id": raw_id,
            "sha256": arrival.raw.sha256,
            "size": arrival.raw.size,
            "content": arrival.raw.content,
        }
        for raw_id, arrival in zip(raw_ids, arrivals, strict=True)
    ]
    _KEEP_RAW.run_each(db, contents)
    _KEEP.run_each(db, rows)
    return ids


def keep_raw(db: Connection, raw: Raw) -> int:
    """Keep the bytes of a message that came by no mail door; returns their id."""
    values = {"sha256": raw.sha256, "size": raw.size, "content": raw.content}
    made: int = db.execute(insert(raws).values(**values).returning(raws.c.id)).scalar_one()
    return made


def refuse(db: Connection, refusals: Sequence[RefusedRecipient]) -> None:
    """Rows for the mail log, without content."""
    db.execute(
        insert(inbounds),
        [
            {**_envelope_columns(refused.envelope), **_refused_columns(refused)}
            for refused in refusals
        ],
    )


def _new_ids(db: Connection, table: Table, count: int) -> Sequence[int]:
    """Ids chosen beforehand, so that all rows go in together. On SQLite the caller holds
    the write lock.
    """
    if db.dialect.name == "sqlite":
        last = _LAST[table.name].scalar(db, {}) or 0
        return range(last + 1, last + 1 + count)
    sequence = func.pg_get_serial_sequence(table.name, "id")
    return (
        db.execute(select(func.nextval(sequence)).select_from(func.generate_series(1, count)))
        .scalars()
        .all()
    )


def _envelope_columns(envelope: Envelope) -> dict[str, str | None]:
    return {
        "reverse_path": envelope.reverse_path,
        "forward_path": envelope.forward_path,
        "client": envelope.client,
        "helo": envelope.helo,
        "door": envelope.door,
        "relayed_by": envelope.relayed_by,
    }


def _refused_columns(refused: RefusedRecipient) -> dict[str, Any]:
    verdict, note = refused.verdict, refused.verdict.note
    return {
        "received": refused.received,
        "state": "done",
        "disposition": str(verdict.disposition),
        "reason": str(verdict.reason),
        "note": verdict.note or None,
        "trail": [f"door: {verdict.reply}", *([as_json(note)] if isinstance(note, Told) else [])],
    }
