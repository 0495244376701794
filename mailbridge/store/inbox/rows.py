"""What rows of the inbox say of their discussions, a page at a time."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from mailbridge.store.engine.schema import audiences, participants, people, posts, questions

BEGINNING = 300  # characters of the last words
_CLIENTS = ("client", "client+")


def newest_posts(
    db: Connection, ids: Sequence[int], reader_id: int | None = None
) -> dict[int, Any]:
    """Of each discussion the newest post: id, author_id, internal, created, beginning. With
    `reader_id` the newest that this observer may read.
    """
    wanted = select(func.max(posts.c.id)).where(posts.c.discussion_id.in_(ids))
    if reader_id is not None:
        wanted = wanted.where(*_readable(reader_id))
    newest = wanted.group_by(posts.c.discussion_id)
    rows = select(
        posts.c.id,
        posts.c.discussion_id,
        posts.c.author_id,
        posts.c.internal,
        posts.c.created,
        func.substr(posts.c.reply, 1, BEGINNING).label("beginning"),
    ).where(posts.c.id.in_(newest))
    return {row.discussion_id: row for row in db.execute(rows)}


def _readable(reader_id: int) -> list[Any]:
    left_out = select(audiences.c.post_id).where(audiences.c.heard.is_(False))
    mine = select(audiences.c.post_id).where(audiences.c.person_id == reader_id, audiences.c.heard)
    meant = or_(posts.c.id.not_in(left_out), posts.c.id.in_(mine))
    return [posts.c.internal.is_(False), posts.c.released, meant]


def open_questions(db: Connection, ids: Sequence[int]) -> dict[int, int]:
    """How many questions to the team are open in each discussion; none is left out."""
    asked = and_(questions.c.state == "open", questions.c.side == "team")
    rows = (
        select(questions.c.discussion_id, func.count().label("n"))
        .where(questions.c.discussion_id.in_(ids), asked)
        .group_by(questions.c.discussion_id)
    )
    return {row.discussion_id: row.n for row in db.execute(rows)}


def clients_posts(db: Connection, ids: Sequence[int]) -> dict[int, tuple[int, bool]]:
    """Of each discussion the client who wrote last, and whether nothing proves those words."""
    newest = (
        select(func.max(posts.c.id))
        .join(people, people.c.id == posts.c.author_id)
        .where(posts.c.discussion_id.in_(ids), people.c.role.in_(_CLIENTS))
        .group_by(posts.c.discussion_id)
    )
    rows = select(
        posts.c.discussion_id, posts.c.author_id, posts.c.released, posts.c.verified
    ).where(posts.c.id.in_(newest))
    return {
        row.discussion_id: (row.author_id, not row.released or row.verified == "failed")
        for row in db.execute(rows)
    }


def held(db: Connection, ids: Sequence[int]) -> frozenset[int]:
    """The discussions with an answer that is held."""
    wanted = select(posts.c.discussion_id).where(
        posts.c.discussion_id.in_(ids), posts.c.held.is_not(None)
    )
    return frozenset(db.execute(wanted).scalars())


def muted(db: Connection, ids: Sequence[int], person_id: int) -> frozenset[int]:
    """Those of the discussions of which this person wants no more letters."""
    wanted = select(participants.c.discussion_id).where(
        participants.c.discussion_id.in_(ids),
        participants.c.person_id == person_id,
        participants.c.muted,
    )
    return frozenset(db.execute(wanted).scalars())
