"""An answer is taken back while nobody has begun to send a letter about it."""

from datetime import datetime

from sqlalchemy import Connection, case, delete, func, select, update

from mailbridge.store.discussions import questions
from mailbridge.store.engine.schema import events, inbounds, outbox, posts
from mailbridge.store.inbound import given_files
from mailbridge.store.outbox.contents import delete_letters
from mailbridge.store.outbox.waiting_letters import UNTOUCHED
from mailbridge.store.search import index

TELLING = ("client", "team")  # letters that tell others of a post


def unsent_posts(db: Connection, discussion_id: int) -> frozenset[int]:
    """The posts of a discussion about which others were not told by a letter of the post's own;
    what other letters tell is not looked at.
    """
    telling = outbox.c.letter.in_(TELLING)
    begun = func.sum(case((telling & ~UNTOUCHED, 1), else_=0))
    wanted = (
        select(outbox.c.post_id)
        .where(outbox.c.discussion_id == discussion_id, outbox.c.post_id.is_not(None))
        .group_by(outbox.c.post_id)
        .having(begun == 0)
    )
    return frozenset(db.execute(wanted).scalars())


def is_unsent(db: Connection, post_id: int) -> bool:
    """Whether nobody has begun to send any letter of the post's own."""
    own = (outbox.c.post_id == post_id) & outbox.c.letter.in_(TELLING)
    return db.execute(select(outbox.c.id).where(own, ~UNTOUCHED).limit(1)).first() is None


def newest_of(db: Connection, post_ids: frozenset[int], author_id: int) -> int | None:
    """The newest of these posts that this person wrote."""
    own = posts.c.id.in_(post_ids) & (posts.c.author_id == author_id)
    found: int | None = db.execute(select(func.max(posts.c.id)).where(own)).scalar()
    return found


def take_back(db: Connection, post_id: int) -> tuple[str, ...] | None:
    """Undo a post: its letters, its questions and events, the post. Returns the hashes of its files
    that lay in the blob store; None: somebody has begun to send a letter. What its author was told
    of it alone keeps nothing from that.
    """
    mine = outbox.c.post_id == post_id
    delete_letters(db, mine, outbox.c.letter.in_(TELLING), UNTOUCHED)
    if db.execute(select(outbox.c.id).where(mine, outbox.c.letter.in_(TELLING))).first():
        return None
    delete_letters(db, mine, outbox.c.state.in_(("queued", "held")), outbox.c.attempts == 0)
    db.execute(update(outbox).where(mine).values(post_id=None))
    db.execute(update(inbounds).where(inbounds.c.post_id == post_id).values(post_id=None))
    questions.take_back(db, post_id)
    db.execute(delete(events).where(events.c.post_id == post_id))
    index.forget_posts(db, [post_id])
    given = given_files.drop(db, posts.c.id == post_id)
    db.execute(delete(posts).where(posts.c.id == post_id))
    return given


def tasks_changed_by(
    db: Connection, discussion_id: int, actor_id: int, since: datetime
) -> dict[int, str]:
    """What this person did to tasks of a discussion since then: each task's last event."""
    mine = (events.c.discussion_id == discussion_id) & (events.c.actor_id == actor_id)
    wanted = select(events.c.task_id, events.c.kind).where(
        mine, events.c.task_id.is_not(None), events.c.at >= since
    )
    return {row.task_id: row.kind for row in db.execute(wanted.order_by(events.c.id))}


def let_go(db: Connection, post_id: int, now: datetime) -> bool:
    """The letters of a post to clients wait no longer. False: none of them waits."""
    waiting = (outbox.c.post_id == post_id) & (outbox.c.letter == "client") & UNTOUCHED
    gone = db.execute(update(outbox).where(waiting).values(run_at=now, state="queued"))
    return gone.rowcount > 0
