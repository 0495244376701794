"""Words that stay with the team until one of it passes them on: unproven ones, and those of third
parties whom a member asked apart.
"""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, case, exists, func, or_, select, update

from mailbridge.domain.flag import Flag
from mailbridge.domain.project import Role
from mailbridge.store.engine.schema import (
    audiences,
    inbounds,
    outbox,
    participants,
    people,
    posts,
    raws,
)
from mailbridge.store.search import index

OPERATOR = 0  # released_by: whoever works at the command line of the installation


_BY_THIRD_PARTY = exists(
    select(participants.c.person_id).where(
        participants.c.discussion_id == posts.c.discussion_id,
        participants.c.person_id == posts.c.author_id,
        participants.c.aside,
    )
)
_STAYS = or_(posts.c.released.is_(False), posts.c.released_by.is_(None) & _BY_THIRD_PARTY)


def stays_with_team(db: Connection, post_id: int) -> bool:
    """Whether somebody of the team has to pass it on before the clients read it."""
    wanted = select(posts.c.id).where(posts.c.id == post_id, posts.c.internal.is_(False), _STAYS)
    return db.execute(wanted).first() is not None


def waiting(db: Connection, discussion_id: int, before: int | None = None) -> Sequence[int]:
    """Clients' posts of a discussion that stay with the team, the newest first."""
    wanted = (
        select(posts.c.id)
        .join(people, people.c.id == posts.c.author_id)
        .where(
            posts.c.discussion_id == discussion_id,
            _STAYS,
            posts.c.internal.is_(False),
            people.c.role.not_in([Role.ADMIN.value, Role.MEMBER.value]),
        )
    )
    if before is not None:
        wanted = wanted.where(posts.c.id < before)
    return db.execute(wanted.order_by(posts.c.id.desc())).scalars().all()


def answered_by(db: Connection, post_id: int) -> int | None:
    """The post that this one answers, by the message it names: the post itself, or our letter
    about it.
    """
    named = select(posts.c.in_reply_to).where(posts.c.id == post_id).scalar_subquery()
    own = select(posts.c.id).where(posts.c.message_id == named)
    letter = select(outbox.c.post_id).where(
        outbox.c.message_id == named, outbox.c.post_id.is_not(None)
    )
    found: int | None = db.execute(own.union(letter).limit(1)).scalar()
    return found


def release(db: Connection, post_id: int, released_by: int) -> bool:
    """False: it was released before, or nothing kept it."""
    done = update(posts).where(posts.c.id == post_id, _STAYS)
    return db.execute(done.values(released=True, released_by=released_by)).rowcount == 1


def confirm(
    db: Connection, post_id: int, why: str, reply: str, internal: bool, held: Sequence[str]
) -> bool:
    """A member's answer is proven after all; `held`: its words that stand inside, for which it
    waits. False: it was proven before.
    """
    done = update(posts).where(posts.c.id == post_id, posts.c.released.is_(False))
    flags = db.execute(select(posts.c.flags).where(posts.c.id == post_id)).scalar() or []
    values = {
        "released": True,
        "verified": "verified",
        "verified_why": why,
        "reply": reply,
        "internal": internal,
        "held": list(held) or None,
        "flags": [flag for flag in flags if flag != Flag.CLAIMS_MEMBER],
    }
    confirmed = db.execute(done.values(**values)).rowcount == 1
    index.put_posts_again(db, [post_id])
    return confirmed


def unproven_among(db: Connection, person_ids: Collection[int]) -> frozenset[int]:
    """Those of these clients who wrote, and of whose posts none was proven or passed on."""
    known = posts.c.released | (posts.c.verified == "verified") | posts.c.released_by.is_not(None)
    wanted = (
        select(posts.c.author_id)
        .join(audiences, audiences.c.post_id == posts.c.id)
        .where(
            audiences.c.person_id.in_(sorted(person_ids)),
            audiences.c.person_id == posts.c.author_id,
        )
        .group_by(posts.c.author_id)
        .having(func.sum(case((known, 1), else_=0)) == 0)
    )
    return frozenset(db.execute(wanted).scalars())


def raw_of(db: Connection, post_id: int) -> Any | None:
    """content (None: in the blob store) and sha256 of the message that a post was made of."""
    wanted = (
        select(raws.c.content, raws.c.sha256)
        .join(inbounds, inbounds.c.raw_id == raws.c.id)
        .join(posts, posts.c.inbound_id == inbounds.c.id)
        .where(posts.c.id == post_id)
    )
    return db.execute(wanted).first()
