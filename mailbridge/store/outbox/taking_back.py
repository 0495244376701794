"""An answer is taken back while nobody has begun to send a letter about it."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from mailbridge.store.discussions import questions
from mailbridge.store.engine.schema import events, inbounds, outbox, posts
from mailbridge.store.outbox.contents import delete_letters
from mailbridge.store.search import index

TELLING = ("client", "team")  # letters that tell others of a post
_WAITS = (outbox.c.state == "held") & (outbox.c.attempts == 0)


def held_posts(db: Connection, discussion_id: int) -> frozenset[int]:
    """The posts of a discussion that can be taken back: all letters about them wait."""
    begun = func.sum((~_WAITS).cast(outbox.c.attempts.type))
    about = outbox.c.letter.in_(TELLING) & outbox.c.post_id.is_not(None)
    wanted = (
        select(outbox.c.post_id)
        .where(outbox.c.discussion_id == discussion_id, about)
        .group_by(outbox.c.post_id)
        .having(begun == 0)
    )
    return frozenset(db.execute(wanted).scalars())


def newest_held(db: Connection, discussion_id: int, author_id: int) -> int | None:
    """The newest post of this author here that can be taken back."""
    held = held_posts(db, discussion_id)
    own = select(func.max(posts.c.id)).where(posts.c.id.in_(held), posts.c.author_id == author_id)
    found: int | None = db.execute(own).scalar()
    return found


def take_back(db: Connection, post_id: int) -> bool:
    """Undo a post whose letters to others are still held: the letters, its questions and events,
    the post. False: some have gone. What its author was told of it alone keeps nothing from that.
    """
    mine = outbox.c.post_id == post_id
    rows = db.execute(select(outbox.c.letter, outbox.c.state, outbox.c.attempts).where(mine)).all()
    others = [row for row in rows if row.letter in TELLING]
    if not rows or any(row.state != "held" or row.attempts for row in others):
        return False
    if delete_letters(db, mine, outbox.c.letter.in_(TELLING), _WAITS) != len(others):
        return False
    delete_letters(db, mine, outbox.c.state.in_(("queued", "held")), outbox.c.attempts == 0)
    db.execute(update(outbox).where(mine).values(post_id=None))
    db.execute(update(inbounds).where(inbounds.c.post_id == post_id).values(post_id=None))
    questions.take_back(db, post_id)
    db.execute(delete(events).where(events.c.post_id == post_id))
    index.forget_posts(db, [post_id])
    db.execute(delete(posts).where(posts.c.id == post_id))
    return True


def tasks_changed_by(
    db: Connection, discussion_id: int, actor_id: int, since: datetime
) -> dict[int, str]:
    """What this person did to tasks of a discussion since then: each task's last event."""
    mine = (events.c.discussion_id == discussion_id) & (events.c.actor_id == actor_id)
    wanted = select(events.c.task_id, events.c.kind).where(
        mine, events.c.task_id.is_not(None), events.c.at >= since
    )
    return {row.task_id: row.kind for row in db.execute(wanted.order_by(events.c.id))}
