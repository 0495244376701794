"""Signs that people sent in answer to a post."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from mailbridge.store.discussions import post_text
from mailbridge.store.engine.schema import posts, reactions


class Given(NamedTuple):
    """One sign of one person."""

    person_id: int
    emoji: str
    at: datetime


def add(db: Connection, post_id: int, given: Given) -> bool:
    """False: that person gave that sign before."""
    same = select(reactions.c.id).where(
        reactions.c.post_id == post_id,
        reactions.c.person_id == given.person_id,
        reactions.c.emoji == given.emoji,
    )
    if db.execute(same).first() is not None:
        return False
    db.execute(insert(reactions).values(post_id=post_id, **given._asdict()))
    return True


def of_discussion(
    db: Connection, discussion_id: int, ids: Collection[int] | None = None
) -> Mapping[int, tuple[Given, ...]]:
    """The signs by post, of all (None) or of these, in the order they came."""
    wanted = (
        select(reactions)
        .join(posts, posts.c.id == reactions.c.post_id)
        .where(posts.c.discussion_id == discussion_id)
        .order_by(reactions.c.id)
    )
    if ids is not None:
        wanted = wanted.where(posts.c.id.in_(sorted(ids)))
    given: dict[int, list[Given]] = defaultdict(list)
    for row in db.execute(wanted):
        given[row.post_id].append(Given(row.person_id, row.emoji, row.at))
    return {post_id: tuple(dict.fromkeys(some)) for post_id, some in given.items()}


def newest_of_others(db: Connection, discussion_id: int, person_id: int) -> int | None:
    """The newest post of a discussion that a person did not write, notes left out."""
    wanted = select(posts.c.id).where(
        posts.c.discussion_id == discussion_id,
        posts.c.author_id != person_id,
        posts.c.internal.is_(False),
    )
    found: int | None = db.execute(wanted.order_by(posts.c.id.desc()).limit(1)).scalar()
    return found


def text_of(db: Connection, post_id: int) -> str:
    """The words of a post that a sign may repeat."""
    words = [posts.c.text, posts.c.text_pieces, *(posts.c[name] for name in post_text.PARTS)]
    row = db.execute(select(*words).where(posts.c.id == post_id)).first()
    return post_text.text_of(row) if row else ""
