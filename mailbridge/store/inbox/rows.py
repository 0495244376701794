"""What rows of the inbox say of their discussions, a page at a time."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, exists, func, or_, select

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
        wanted = wanted.where(*readable_by(reader_id))
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


def readable_by(reader_id: int) -> list[Any]:
    """What holds of a post that this observer may read."""
    of_it = select(audiences.c.id).where(audiences.c.post_id == posts.c.id)
    left_out = exists(of_it.where(audiences.c.heard.is_(False)))
    mine = exists(of_it.where(audiences.c.person_id == reader_id, audiences.c.heard))
    meant = or_(~left_out, mine)
    return [posts.c.internal.is_(False), posts.c.released, meant]


def open_questions(
    db: Connection, ids: Sequence[int], reader_id: int | None = None
) -> dict[int, int]:
    """How many questions to the team are open in each discussion; none is left out. With
    `reader_id` those of posts that this observer may read, and those of none.
    """
    asked = [questions.c.state == "open", questions.c.side == "team"]
    if reader_id is not None:
        its_post = select(posts.c.id).where(posts.c.id == questions.c.post_id)
        readable = exists(its_post.where(*readable_by(reader_id)))
        asked.append(or_(questions.c.post_id.is_(None), readable))
    rows = (
        select(questions.c.discussion_id, func.count().label("n"))
        .where(questions.c.discussion_id.in_(ids), *asked)
        .group_by(questions.c.discussion_id)
    )
    return {row.discussion_id: row.n for row in db.execute(rows)}


def clients_posts(
    db: Connection, ids: Sequence[int], reader_id: int | None = None
) -> dict[int, tuple[int, bool]]:
    """Of each discussion the client who wrote last, and whether nothing proves those words. With
    `reader_id` the last whose words this observer may read.
    """
    role = select(people.c.role).where(people.c.id == posts.c.author_id).scalar_subquery()
    theirs = [posts.c.discussion_id.in_(ids), role.in_(_CLIENTS)]
    if reader_id is not None:
        theirs += readable_by(reader_id)
    newest = select(func.max(posts.c.id)).where(*theirs).group_by(posts.c.discussion_id)
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
    """The discussions among these of which this person wants no more letters."""
    wanted = select(participants.c.discussion_id).where(
        participants.c.discussion_id.in_(ids),
        participants.c.person_id == person_id,
        participants.c.muted,
    )
    return frozenset(db.execute(wanted).scalars())
