"""Search: a table of words. Those of what is there already are taken in by the worker, or by
`mailbridge db reindex`; see store/search/backlog.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

MAKE = {
    "sqlite": ("CREATE VIRTUAL TABLE search_words USING fts5(words, tokenize = 'ascii')",),
    "postgresql": (
        "CREATE TABLE search_words (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX ix_search_words_words ON search_words USING gin (words)",
    ),
}
KINDS = {1: "discussions", 5: "people", 4: "tasks", 2: "posts"}
meta = sa.table("meta", sa.column("name"), sa.column("value"))


def upgrade() -> None:
    db = op.get_bind()
    for statement in MAKE[db.dialect.name]:
        db.execute(sa.text(statement))
    newest = {
        kind: db.execute(sa.select(sa.func.max(sa.table(name, sa.column("id")).c.id))).scalar()
        for kind, name in KINDS.items()
    }
    left = {str(kind): last for kind, last in newest.items() if last is not None}
    if left:
        db.execute(sa.insert(meta).values(name="search backlog", value=json.dumps(left)))
