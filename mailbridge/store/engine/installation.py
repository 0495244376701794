"""The few facts about this installation itself."""

from sqlalchemy import Connection, select

from mailbridge.store.engine.insert_ignore import insert_ignore
from mailbridge.store.engine.schema import meta

INSTANCE = "instance"


def instance(db: Connection, fresh: str) -> str:
    """The id that marks this installation's own letters; `fresh` becomes it if there is none
    yet.
    """
    db.execute(insert_ignore(db, meta).values(name=INSTANCE, value=fresh))
    return str(db.execute(select(meta.c.value).where(meta.c.name == INSTANCE)).scalar_one())
