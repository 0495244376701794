"""Every row that is of a person, found by the schema itself: a table that is added later is looked
through as well.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    LargeBinary,
    Table,
    Text,
    and_,
    cast,
    delete,
    func,
    or_,
    select,
    update,
)

from mailbridge.steps.text.without_address import value_without
from mailbridge.store.directory.people_merge import GO_OVER
from mailbridge.store.discussions import post_text
from mailbridge.store.engine.schema import metadata, people, posts

SECRET = {"hash", "secret", "private_key", "key"}  # columns that are nobody's to take along
AT_ONCE = 500  # rows that are rewritten at once


def tables() -> list[Table]:
    """All tables of the schema, in order."""
    return list(metadata.sorted_tables)


def rows_of(
    db: Connection, table: Table, ids: Sequence[int], addresses: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """The rows of a table that name the person by number, or hold one of their addresses as a
    value. Secrets and octets of mail are left out.
    """
    numbers = [column.in_(ids) for column in table.columns if _is_of_person(column)]
    values = [column.in_(addresses) for column in table.columns if isinstance(column.type, Text)]
    own = [table.c.id.in_(ids)] if table is people else []
    wanted = [*numbers, *values, *own]
    shown = [
        column
        for column in table.columns
        if column.name not in SECRET and not isinstance(column.type, LargeBinary)
    ]
    if wanted:
        for row in db.execute(select(*shown).where(or_(*wanted))).mappings():
            yield dict(row)


def _is_of_person(column: Column[Any]) -> bool:
    references = any(key.column.table is people for key in column.foreign_keys)
    named = any(column is other for other in GO_OVER) or column.name == "actor_id"
    return references or named


def scrub(
    db: Connection, table: Table, addresses: Sequence[str], name: str, instead: str
) -> list[Any]:
    """Take the addresses out of each text of a table, and the name where JSON holds nothing else. A
    row that is named by an address goes. Returns the primary keys of what changed, where they are
    one number.
    """
    texts = [column for column in table.columns if isinstance(column.type, Text | JSON)]
    if not texts:
        return []
    keys = list(table.primary_key.columns)
    for key in keys:
        if addresses and isinstance(key.type, Text):
            db.execute(delete(table).where(or_(*(_holds(key, word) for word in addresses))))
    plain = [column for column in texts if column not in keys]
    words = [*addresses, *([name] if name else [])]
    changed: list[Any] = []
    for column in plain:
        looked_for = words if isinstance(column.type, JSON) else addresses
        if not looked_for:
            continue
        holding = or_(*(_holds(column, word) for word in looked_for))
        rows = db.execute(select(*keys, column).where(holding)).all()
        for row in rows:
            value = value_without(row[-1], addresses, name, instead)
            if value == row[-1]:
                continue
            same = and_(*(key == found for key, found in zip(keys, row, strict=False)))
            db.execute(update(table).where(same).values({column.name: value}))
            changed += [row[0]] if len(keys) == 1 else []
    return changed


def scrub_posts(db: Connection, addresses: Sequence[str], instead: str) -> list[int]:
    """Take the addresses out of the texts of posts, which are kept in pieces that count its
    letters. Returns the ids of the posts that changed.
    """
    parts = (posts.c.reply, posts.c.quoted, posts.c.signature, posts.c.text_pieces)
    holding = or_(*(_holds(column, word) for column in parts for word in addresses))
    packed = posts.c.text_pieces.is_not(None) & holding
    rows = db.execute(select(posts).where(packed)).all()
    for row in rows:
        whole = {"text": post_text.text_of(row), "text_pieces": None}
        db.execute(update(posts).where(posts.c.id == row.id).values(**whole))
    changed = set(scrub(db, posts, addresses, "", instead))
    for row in db.execute(select(posts).where(posts.c.id.in_([row.id for row in rows]))).all():
        again = post_text.columns(row.text, row._asdict())
        db.execute(update(posts).where(posts.c.id == row.id).values(**again))
    return sorted(changed)


def _holds(column: Column[Any], word: str) -> Any:
    """Whether a text, or what JSON was written as, has the word in it, in any case."""
    written = cast(column, Text)
    return func.lower(written).contains(word.lower(), autoescape=True)
