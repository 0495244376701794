"""What was kept before there was a search, or came back from a copy, and is not found yet: its
words are taken in little by little, the newest first.

Where it has come to stands in `meta`; what is kept meanwhile has its row at once, so each number is
looked at once.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, update

from mailbridge.steps.text.text_files import TEXT_FILES
from mailbridge.store.engine.insert_ignore import insert_ignore
from mailbridge.store.engine.schema import (
    attachments,
    discussions,
    meta,
    people,
    posts,
    raws,
    tasks,
)
from mailbridge.store.engine.search_table import Kind, search_words
from mailbridge.values import dataclass

NAME = "search backlog"
TABLES = {
    Kind.DISCUSSION: discussions,
    Kind.PERSON: people,
    Kind.TASK: tasks,
    Kind.POST: posts,  # with their files
}


@dataclass(frozen=True, slots=True)
class Batch:
    """Objects of one kind whose words are taken in together; `until`: where to go on."""

    kind: Kind
    ids: tuple[int, ...]
    until: int


def begin(db: Connection) -> None:
    """Everything is to be taken in anew; until that has been done, some of it is not found."""
    from mailbridge.store.search import mail_words  # a rare need, and it loads how words are kept

    db.execute(delete(search_words))
    mail_words.begin(db)
    newest = {kind: db.execute(select(func.max(of.c.id))).scalar() for kind, of in TABLES.items()}
    _write(db, {kind: last for kind, last in newest.items() if last is not None})


def begin_where_nothing_is_kept(db: Connection) -> None:
    """Have all words taken in anew, as `begin` does, where there are people but no words: in a
    database that came back from a copy.
    """
    kept = db.execute(select(search_words.c.rowid).limit(1)).first()
    if kept is None and db.execute(select(people.c.id).limit(1)).first() is not None:
        begin(db)


def left(db: Connection) -> dict[Kind, int]:
    """The highest number of each kind that has not been looked at; nothing where all has been."""
    kept = db.execute(select(meta.c.value).where(meta.c.name == NAME)).scalar()
    return {Kind(int(kind)): last for kind, last in json.loads(kept or "{}").items()}


def count_left(db: Connection) -> int:
    """How many objects that is, nearly: numbers that were never given count, too."""
    return sum(left(db).values())


def count_all(db: Connection) -> int:
    """How many objects have words that are searched."""
    return sum(
        db.execute(select(func.count()).select_from(of)).scalar_one() for of in TABLES.values()
    )


def next_batch(db: Connection, limit: int) -> Batch | None:
    """What comes next; None: nothing is left."""
    waiting = left(db)
    kind = next((one for one in TABLES if one in waiting), None)
    if kind is None:
        return None
    of = TABLES[kind]
    wanted = select(of.c.id).where(of.c.id <= waiting[kind]).order_by(of.c.id.desc())
    ids = tuple(db.execute(wanted.limit(limit)).scalars())
    return Batch(kind, ids, ids[-1] - 1 if len(ids) == limit else 0)


def mark_done(db: Connection, batch: Batch) -> None:
    """The words of the batch have been taken in."""
    waiting = left(db)
    if batch.until > 0:
        waiting[batch.kind] = min(batch.until, waiting.get(batch.kind, batch.until))
    else:
        waiting.pop(batch.kind, None)
    _write(db, waiting)


def _write(db: Connection, waiting: Mapping[Kind, int]) -> None:
    mine = meta.c.name == NAME
    if not waiting:
        db.execute(delete(meta).where(mine))
        return
    value = json.dumps({str(kind.value): last for kind, last in waiting.items()})
    if not db.execute(update(meta).where(mine).values(value=value)).rowcount:
        db.execute(insert_ignore(db, meta).values(name=NAME, value=value))


def raws_with_texts(db: Connection, post_ids: Sequence[int]) -> Sequence[Any]:
    """The raw messages of these posts in which text files lie: `id`, `content` (None: in the blob
    store) and `sha256`.
    """
    name = func.lower(attachments.c.filename)
    is_text = or_(
        attachments.c.content_type.startswith("text/"), *(name.endswith(end) for end in TEXT_FILES)
    )
    wanted = select(attachments.c.raw_id).where(attachments.c.post_id.in_(post_ids), is_text)
    found = select(raws.c.id, raws.c.content, raws.c.sha256).where(raws.c.id.in_(wanted))
    return db.execute(found).all()


def files_of(db: Connection, post_ids: Sequence[int]) -> Sequence[Any]:
    """The files of these posts, with `project_id`."""
    wanted = select(attachments, posts.c.project_id).join(
        posts, posts.c.id == attachments.c.post_id
    )
    return db.execute(wanted.where(posts.c.id.in_(post_ids))).all()
