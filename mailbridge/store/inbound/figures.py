"""How much of everything there is, for the one who watches the service; and whether the database
takes anything.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, literal_column, select, update

from mailbridge.domain.oversight.figures import Figures
from mailbridge.store.engine.insert_ignore import insert_ignore
from mailbridge.store.engine.schema import inbounds, meta, outbox
from mailbridge.store.inbound.counts import LETTERS, MAIL, totals

PROBE = "probe"
_QUEUED = inbounds.c.state == literal_column("'queued'")  # spelt as in the partial index
_OWED = outbox.c.state.in_(
    [literal_column("'queued'"), literal_column("'held'"), literal_column("'deferred'")]
)


def count_figures(db: Connection) -> Figures:
    """What waits is counted, by the indexes of the queues; what is done was counted when it was
    done: the log is never read.
    """
    counts = totals(db)
    owed = _rows(db, select(outbox.c.state, func.count()).where(_OWED).group_by(outbox.c.state))
    queue = db.execute(select(func.count(), func.min(inbounds.c.received)).where(_QUEUED)).one()
    return Figures(
        mail=tuple(
            (*_two(name), count) for name, count in sorted(counts.items()) if name.startswith(MAIL)
        ),
        queued=queue[0],
        oldest_queued=queue[1],
        letters=(*((row[0], row[1]) for row in owed), *_settled(counts)),
        oldest_letter=db.execute(select(func.min(outbox.c.created)).where(_OWED)).scalar(),
    )


def _two(name: str) -> tuple[str, str]:
    disposition, _, reason = name.removeprefix(MAIL).partition(":")
    return disposition, reason


def _settled(counts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    for name, count in sorted(counts.items()):
        if name.startswith(LETTERS):
            yield name.removeprefix(LETTERS), count


def _rows(db: Connection, wanted: Any) -> Sequence[Any]:
    return db.execute(wanted).all()


def probe(db: Connection, now: datetime) -> None:
    """Write something, so that a database that only reads is found out."""
    value = now.isoformat()
    if db.execute(update(meta).where(meta.c.name == PROBE).values(value=value)).rowcount == 0:
        db.execute(insert_ignore(db, meta).values(name=PROBE, value=value))
