"""Drafts of answers, who is at a discussion just now, and by what it can be told that something
there changed.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, func, select

from mailbridge.store.engine.prepared import on_either
from mailbridge.store.engine.schema import (
    discussions,
    drafts,
    events,
    outbox,
    people,
    posts,
    presence,
    questions,
)
from mailbridge.store.inbox import draft_files

KEYS = ["person_id", "discussion_id"]


def _keep(dialect: object) -> object:
    made = dialect.insert(drafts)  # type: ignore[attr-defined]
    columns = ("to", "text", "answers", "fields", "updated")
    return made.on_conflict_do_update(
        index_elements=KEYS, set_={name: made.excluded[name] for name in columns}
    )


def _stay(dialect: object) -> object:
    made = dialect.insert(presence)  # type: ignore[attr-defined]
    return made.on_conflict_do_update(
        index_elements=KEYS,
        set_={
            "until": made.excluded.until,
            "writing_until": func.coalesce(made.excluded.writing_until, presence.c.writing_until),
        },
    )


_KEEP, _STAY = on_either(_keep), on_either(_stay)


def keep_draft(db: Connection, row: Mapping[str, Any]) -> None:
    """The only draft of this person in this discussion from now on."""
    _KEEP.run_each(db, [dict(row)])


def drop_draft(db: Connection, person_id: int, discussion_id: int) -> None:
    """Delete a draft with its files: it was sent, or is not wanted."""
    drop_words(db, person_id, discussion_id)
    draft_files.drop_others(db, person_id, discussion_id, ())


def drop_words(db: Connection, person_id: int, discussion_id: int) -> None:
    """Nothing is typed there; the files stay."""
    mine = (drafts.c.person_id == person_id) & (drafts.c.discussion_id == discussion_id)
    db.execute(delete(drafts).where(mine))


def draft(db: Connection, person_id: int, discussion_id: int) -> Any | None:
    """The row of a person's draft in a discussion; None where there is none."""
    mine = (drafts.c.person_id == person_id) & (drafts.c.discussion_id == discussion_id)
    return db.execute(select(drafts).where(mine)).first()


def stay(
    db: Connection,
    person_id: int,
    discussion_id: int,
    until: datetime,
    writing_until: datetime | None = None,
) -> None:
    """Somebody is there; without `writing_until` they write as long as was said before."""
    row = {"person_id": person_id, "discussion_id": discussion_id}
    _STAY.run_each(db, [row | {"until": until, "writing_until": writing_until}])


def go(db: Connection, person_id: int, discussion_id: int) -> None:
    """Somebody is there no more."""
    mine = (presence.c.person_id == person_id) & (presence.c.discussion_id == discussion_id)
    db.execute(delete(presence).where(mine))


def present(db: Connection, ids: Sequence[int], now: datetime) -> dict[int, list[Any]]:
    """Who is at each of these discussions: person_id, name, until, writing_until."""
    rows = db.execute(
        select(presence, people.c.name)
        .join(people, people.c.id == presence.c.person_id)
        .where(presence.c.discussion_id.in_(ids), presence.c.until > now)
        .order_by(presence.c.person_id)
    )
    there: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        there[row.discussion_id].append(row)
    return there


def marks(db: Connection, ids: Sequence[int]) -> dict[int, tuple[object, ...]]:
    """Of each discussion what is another value once something in it changed."""
    known: dict[int, list[object]] = defaultdict(list)
    for wanted in _MARKS:
        column = wanted.selected_columns[0]
        for row in db.execute(wanted.where(column.in_(ids))):
            known[row[0]].append(tuple(row[1:]))
    return {number: tuple(values) for number, values in known.items()}


_MARKS = (
    select(
        discussions.c.id,
        discussions.c.updated,
        discussions.c.state,
        discussions.c.whose_move,
        discussions.c.assignee_id,
        discussions.c.subject,
    ),
    select(posts.c.discussion_id, func.max(posts.c.id), func.count()).group_by(
        posts.c.discussion_id
    ),
    select(events.c.discussion_id, func.max(events.c.id)).group_by(events.c.discussion_id),
    select(questions.c.discussion_id, func.max(questions.c.changed_at), func.count()).group_by(
        questions.c.discussion_id
    ),
    select(outbox.c.discussion_id, outbox.c.state, func.count())
    .where(and_(outbox.c.letter.in_(("client", "team"))))
    .group_by(outbox.c.discussion_id, outbox.c.state)
    .order_by(outbox.c.state),
)
