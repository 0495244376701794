"""Posts that clients are to read of in their next morning letter, and in no letter before."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Select, select, update

from mailbridge.domain.follow_up.due import DueState
from mailbridge.domain.project import ONLY
from mailbridge.store.engine.schema import due_work, participants, people, posts

_WAITS = (due_work.c.what == "morning") & (due_work.c.state == DueState.WAITING.value)


def kept_in(db: Connection, discussion_id: int) -> Mapping[int, frozenset[int]]:
    """Of a discussion, by client: the posts that wait for their morning; of who wants no other
    letters, and could be written to.
    """
    here = (participants.c.discussion_id == discussion_id) & participants.c.muted.is_(False)
    readers = (
        select(people.c.id, due_work.c.details)
        .join(participants, participants.c.person_id == people.c.id)
        .outerjoin(due_work, (due_work.c.person_id == people.c.id) & _WAITS)
        .where(here, people.c.morning == ONLY, people.c.unreachable.is_(False))
    )
    kept: dict[int, frozenset[int]] = {}
    for row in db.execute(readers):
        waiting = row.details.get("posts", ()) if row.details else ()
        kept[row.id] = kept.get(row.id, frozenset()) | frozenset(waiting)
    numbers = sorted(frozenset().union(*kept.values()))
    there = select(posts.c.id).where(
        posts.c.id.in_(numbers), posts.c.discussion_id == discussion_id
    )
    own = frozenset(db.execute(there).scalars()) if numbers else frozenset()
    return {client: waiting & own for client, waiting in kept.items()}


def keep_still(db: Connection, discussion_id: int) -> None:
    """No morning letter of the discussion's clients is begun until the transaction ends."""
    db.execute(_waiting(discussion_id).with_for_update()).all()


def forget(db: Connection, discussion_id: int, post_id: int) -> None:
    """No morning letter tells of a post that is gone."""
    for row in db.execute(_waiting(discussion_id)).all():
        kept = row.details.get("posts", ())
        if post_id in kept:
            left = {**row.details, "posts": [number for number in kept if number != post_id]}
            db.execute(update(due_work).where(due_work.c.id == row.id).values(details=left))


def _waiting(discussion_id: int) -> Select[Any]:
    clients = select(participants.c.person_id).where(participants.c.discussion_id == discussion_id)
    theirs = select(due_work).where(_WAITS, due_work.c.person_id.in_(clients))
    return theirs.order_by(due_work.c.id)
