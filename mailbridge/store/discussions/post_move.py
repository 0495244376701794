"""Posts that go to another discussion, with everything that hangs on them: questions, tasks,
events, letters, ids.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, literal, select, union, update

from mailbridge.store.engine.insert_ignore import CHUNK, insert_ignore
from mailbridge.store.engine.schema import (
    Id,
    audiences,
    discussions,
    events,
    inbounds,
    outbox,
    participants,
    posts,
    questions,
    seen_ids,
    sketches,
    tasks,
)
from mailbridge.store.search import index

HANGING = (tasks, events, outbox)  # with a discussion_id and a post_id


def move_posts(
    db: Connection, post_ids: Sequence[int], source: int, target: int, runs: Sequence[int]
) -> None:
    """Some posts of `source` go to `target`; `runs` are those of their words. Who wrote or got them
    takes part there, too.
    """
    for table in HANGING:
        db.execute(update(table).where(table.c.post_id.in_(post_ids)).values(discussion_id=target))
    db.execute(update(posts).where(posts.c.id.in_(post_ids)).values(discussion_id=target))
    db.execute(
        update(inbounds).where(inbounds.c.post_id.in_(post_ids)).values(discussion_id=target)
    )
    move_questions(
        db, questions.c.post_id.in_(post_ids) & (questions.c.discussion_id == source), target
    )
    _move_ids(db, post_ids, source, target)
    for start in range(0, len(runs), CHUNK):
        among = sketches.c.run.in_(list(runs[start : start + CHUNK]))
        move_keyed(db, sketches, (sketches.c.discussion_id == source) & among, target)
    _take_part_there(db, post_ids, source, target)
    index.put_posts_again(db, post_ids)  # by the subject they stand under now


def _move_ids(db: Connection, post_ids: Sequence[int], source: int, target: int) -> None:
    """The ids of the posts and of the letters about them lead to `target`."""
    ids = (
        select(posts.c.message_id)
        .where(posts.c.id.in_(post_ids))
        .union(select(outbox.c.message_id).where(outbox.c.post_id.in_(post_ids)))
    )
    named = [scalar for scalar in db.execute(ids).scalars() if scalar is not None]
    move_keyed(
        db,
        seen_ids,
        (seen_ids.c.discussion_id == source) & seen_ids.c.message_id.in_(named),
        target,
    )


def _take_part_there(db: Connection, post_ids: Sequence[int], source: int, target: int) -> None:
    """Who wrote the posts, got them, or was meant to, takes part in `target`, too."""
    readers = select(outbox.c.person_id).where(
        outbox.c.post_id.in_(post_ids), outbox.c.person_id.is_not(None)
    )
    meant_for = select(audiences.c.person_id).where(
        audiences.c.post_id.in_(post_ids), audiences.c.heard
    )
    authors = union(select(posts.c.author_id).where(posts.c.id.in_(post_ids)), readers, meant_for)
    taking = (participants.c.discussion_id == source) & participants.c.person_id.in_(authors)
    rows = [
        {**row._mapping, "discussion_id": target}
        for row in db.execute(select(participants).where(taking))
    ]
    if rows:
        db.execute(insert_ignore(db, participants), rows)


def move_to_project(
    db: Connection, discussion_id: int, project_id: int, back: bool = False
) -> None:
    """The whole discussion with its posts, ids and tasks. The project it leaves keeps its ids,
    unless it goes `back`.
    """
    for table in (posts, tasks, inbounds):
        db.execute(
            update(table)
            .where(table.c.discussion_id == discussion_id)
            .values(project_id=project_id)
        )
    leaving = select(discussions.c.project_id).where(discussions.c.id == discussion_id)
    left = leaving.scalar_subquery()
    index.move_to_project(db, discussion_id, db.execute(leaving).scalar_one(), project_id)
    for keyed in (seen_ids, sketches):
        mine = (keyed.c.discussion_id == discussion_id) & (keyed.c.project_id == left)
        rows = [
            {**row._mapping, "project_id": project_id}
            for row in db.execute(select(keyed).where(mine))
        ]
        if back or keyed is sketches:
            db.execute(delete(keyed).where(mine))
        if rows:
            db.execute(insert_ignore(db, keyed), rows)
    db.execute(
        update(discussions).where(discussions.c.id == discussion_id).values(project_id=project_id)
    )


def posts_with_answers(
    db: Connection, discussion_id: int, post_ids: Sequence[int], since: datetime
) -> list[int]:
    """The posts of these ids that are still in the discussion, and what has been written in answer
    to them since.
    """
    rows = db.execute(
        select(posts.c.id, posts.c.message_id, posts.c.in_reply_to, posts.c.created)
        .where(posts.c.discussion_id == discussion_id)
        .order_by(posts.c.id)
    ).all()
    letters: dict[int, set[str]] = {}
    for post, one in db.execute(
        select(outbox.c.post_id, outbox.c.message_id).where(outbox.c.discussion_id == discussion_id)
    ):
        letters.setdefault(post, set()).add(one)
    known: set[str] = set()
    found: list[int] = []
    for row in rows:
        if row.id in post_ids or (row.created >= since and row.in_reply_to in known):
            found.append(row.id)
            known |= letters.get(row.id, set()) | {row.message_id}
    return found


def move_questions(db: Connection, which: Any, target: int) -> None:
    """Move questions to another discussion, where each gets a fresh number: no number stands for
    two questions.
    """
    rows = db.execute(
        select(questions).where(which).order_by(questions.c.side, questions.c.number)
    ).all()
    if not rows:
        return
    for side in ("client", "team"):
        of_side = [row.id for row in rows if row.side == side]
        if of_side:
            _renumber(db, of_side, side, target)


def _renumber(db: Connection, question_ids: Sequence[int], side: str, target: int) -> None:
    column = discussions.c.next_question if side == "client" else discussions.c.next_request
    first: int = db.execute(select(column).where(discussions.c.id == target)).scalar_one()
    for place, question_id in enumerate(question_ids):
        values = {"discussion_id": target, "number": first + place}
        db.execute(update(questions).where(questions.c.id == question_id).values(**values))
    after = {column: first + len(question_ids)}
    db.execute(update(discussions).where(discussions.c.id == target).values(after))


def move_keyed(db: Connection, table: Table, which: Any, target: int) -> None:
    """Rows whose key holds the discussion; where the target has the same one already, one is
    enough.
    """
    there = copied(table, which, literal(target, Id))
    db.execute(insert_ignore(db, table).from_select(table.c.keys(), there))
    db.execute(delete(table).where(which))


def copied(table: Table, which: Any, target: ColumnElement[int]) -> Any:
    """A statement that selects rows of a table as they are to stand in another discussion."""
    there = {"discussion_id": target}
    return select(*(there.get(column.name, column) for column in table.c)).where(which)
