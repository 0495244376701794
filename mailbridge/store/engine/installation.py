"""The few facts about this installation itself."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from mailbridge.store.engine.insert_ignore import insert_ignore
from mailbridge.store.engine.schema import meta

INSTANCE = "instance"
LAST_BACKUP = "last_backup"
CLOCK_SET = "clock_set"  # the clock of discussions up to this one was set


def instance(db: Connection, fresh: str) -> str:
    """The id that marks this installation's own letters; `fresh` becomes it if there is none
    yet.
    """
    db.execute(insert_ignore(db, meta).values(name=INSTANCE, value=fresh))
    return str(db.execute(select(meta.c.value).where(meta.c.name == INSTANCE)).scalar_one())


def note_backup(db: Connection, at: datetime) -> None:
    """A safety copy was written and read back at that moment."""
    db.execute(delete(meta).where(meta.c.name == LAST_BACKUP))
    db.execute(insert(meta).values(name=LAST_BACKUP, value=at.isoformat()))


def last_backup(db: Connection) -> datetime | None:
    """When the newest safety copy was made; None: never."""
    value = db.execute(select(meta.c.value).where(meta.c.name == LAST_BACKUP)).scalar()
    return datetime.fromisoformat(value) if value is not None else None


def clock_set_up_to(db: Connection) -> int:
    """The last discussion whose due work was written down because it was there before."""
    value = db.execute(select(meta.c.value).where(meta.c.name == CLOCK_SET)).scalar()
    return int(value) if value is not None else 0


def note_clock_set(db: Connection, discussion_id: int) -> None:
    """Note that discussions up to this id have been looked at."""
    db.execute(delete(meta).where(meta.c.name == CLOCK_SET))
    db.execute(insert(meta).values(name=CLOCK_SET, value=str(discussion_id)))
