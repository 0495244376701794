"""The few facts about this installation itself."""

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from mailbridge.store.engine.schema import meta

INSTANCE = "instance"


def instance(db: Connection, fresh: str) -> str:
    """The id that marks this installation's own letters; `fresh` becomes it if there is none
    yet.
    """
    dialect = postgresql if db.dialect.name == "postgresql" else sqlite
    db.execute(dialect.insert(meta).values(name=INSTANCE, value=fresh).on_conflict_do_nothing())
    return str(db.execute(select(meta.c.value).where(meta.c.name == INSTANCE)).scalar_one())
