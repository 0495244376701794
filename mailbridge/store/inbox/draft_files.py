"""Files that go along with what somebody began to write; `place`: the discussion, None for one that
is not begun yet.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select

from mailbridge.steps.text.enclosures import Upload
from mailbridge.store.engine.schema import draft_files

_SHOWN = [column for column in draft_files.c if column.name != "content"]


def of_draft(db: Connection, person_id: int, place: int | None) -> list[Any]:
    """The rows of a draft's files without the octets, in the order in which they were added."""
    rows = select(*_SHOWN).where(_mine(person_id, place)).order_by(draft_files.c.id)
    return list(db.execute(rows))


def contents(db: Connection, person_id: int, ids: Collection[int]) -> list[Any]:
    """The rows of these that are the person's, with the octets."""
    mine = and_(draft_files.c.person_id == person_id, draft_files.c.id.in_(ids))
    return list(db.execute(select(draft_files).where(mine).order_by(draft_files.c.id)))


def octets_of(db: Connection, person_id: int) -> int:
    """How much all drafts of a person hold."""
    whole = select(func.coalesce(func.sum(draft_files.c.size), 0))
    return int(db.execute(whole.where(draft_files.c.person_id == person_id)).scalar_one())


def add(
    db: Connection, person_id: int, place: int | None, files: Sequence[Upload], now: datetime
) -> None:
    """Keep files for a draft."""
    rows = [
        {
            "person_id": person_id,
            "discussion_id": place,
            "filename": file.name,
            "content_type": file.content_type,
            "size": len(file.content),
            "content": file.content,
            "kept": now,
        }
        for file in files
    ]
    if rows:
        db.execute(insert(draft_files), rows)


def drop(db: Connection, person_id: int, file_id: int) -> bool:
    """Delete a file of this person's drafts. False: they have none of this number."""
    mine = (draft_files.c.person_id == person_id) & (draft_files.c.id == file_id)
    return db.execute(delete(draft_files).where(mine)).rowcount == 1


def drop_others(db: Connection, person_id: int, place: int | None, ids: Collection[int]) -> None:
    """Of a draft only these go along."""
    db.execute(delete(draft_files).where(_mine(person_id, place), draft_files.c.id.not_in(ids)))


def _mine(person_id: int, place: int | None) -> ColumnElement[bool]:
    here = draft_files.c.discussion_id
    at = here.is_(None) if place is None else here == place
    return (draft_files.c.person_id == person_id) & at
