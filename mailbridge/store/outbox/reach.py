"""What became of the letters about the posts of a discussion, reader by reader."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from mailbridge.store.engine.schema import outbox, people

ABOUT_POSTS = ("client", "team")
MOST = 2000  # letters of one discussion
Span = tuple[int, int]  # the numbers of a first and a last post


def letters_about(db: Connection, discussion_id: int, among: Span | None = None) -> Sequence[Any]:
    """Rows of letters about posts (`among`: from the first of these to the last), in the order in
    which they were written: id, letter, post_id, person_id, name, to, state, at (when it was sent,
    or leaves), last_reply, report.
    """
    about = outbox.c.post_id.between(*among) if among else outbox.c.post_id.is_not(None)
    here = (outbox.c.discussion_id == discussion_id) & about
    wanted = (
        select(
            outbox.c.id,
            outbox.c.letter,
            outbox.c.post_id,
            outbox.c.person_id,
            people.c.name,
            outbox.c.to,
            outbox.c.state,
            outbox.c.sent_at,
            outbox.c.run_at,
            outbox.c.last_reply,
            outbox.c.report,
        )
        .outerjoin(people, people.c.id == outbox.c.person_id)
        .where(here, outbox.c.letter.in_(ABOUT_POSTS))
        .order_by(outbox.c.id)
        .limit(MOST)
    )
    return db.execute(wanted).all()


def letters_of_post(db: Connection, post_id: int) -> Sequence[Any]:
    """The letters about one post as the outbox holds them, clients' first, with `name`."""
    about = (outbox.c.post_id == post_id) & outbox.c.letter.in_(ABOUT_POSTS)
    wanted = select(outbox, people.c.name).outerjoin(people, people.c.id == outbox.c.person_id)
    return db.execute(wanted.where(about).order_by(outbox.c.letter, outbox.c.id)).all()


def letters_after(db: Connection, newest: int) -> Sequence[Any]:
    """The letters beyond this number, clients' first, with `name`."""
    wanted = select(outbox, people.c.name).outerjoin(people, people.c.id == outbox.c.person_id)
    rows = wanted.where(outbox.c.id > newest).order_by(outbox.c.letter, outbox.c.id)
    return db.execute(rows).all()
