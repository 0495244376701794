"""The clients each post was meant for; and who was taken out of a discussion."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, case, func, insert, or_, select, update

from mailbridge.domain.audience import Audience, AudienceReason
from mailbridge.domain.project import Participant
from mailbridge.store.directory.people import by_ids
from mailbridge.store.discussions.taking_part import everyone
from mailbridge.store.engine.numbers_together import apart, together
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import audiences, outbox, participants, posts
from mailbridge.values import dataclass

NOBODY: frozenset[int] = frozenset()
Heard = Mapping[int, tuple[frozenset[int], frozenset[int]]]  # of posts: who did, who did not


@dataclass(frozen=True, slots=True)
class Present:
    """The clients of a discussion, by id."""

    clients: frozenset[int] = NOBODY  # who were let in
    waiting: frozenset[int] = NOBODY
    aside: frozenset[int] = NOBODY  # third parties
    gone: frozenset[int] = NOBODY  # were taken out


_AT: Any = bindparam("discussion_id", type_=BigInteger())
_PUT = Prepared(insert(audiences))
_OF_POSTS = Prepared(
    select(audiences.c.post_id, audiences.c.heard, together(audiences.c.person_id).label("people"))
    .where(audiences.c.post_id.in_(bindparam("posts", expanding=True)))
    .group_by(audiences.c.post_id, audiences.c.heard)
)
_MEANT_FOR = Prepared(
    select(audiences.c.person_id).where(
        audiences.c.post_id == bindparam("post_id"),
        audiences.c.heard,
        audiences.c.passed_on.is_(False),
    )
)
_ANSWERED = Prepared(select(posts.c.internal).where(posts.c.id == bindparam("post_id")))
_NEWEST = Prepared(
    select(func.max(posts.c.id).label("post_id"))
    .join(audiences, audiences.c.post_id == posts.c.id)
    .outerjoin(
        participants,
        (participants.c.discussion_id == posts.c.discussion_id)
        & (participants.c.person_id == audiences.c.person_id),
    )
    .where(
        posts.c.discussion_id == _AT,
        posts.c.internal.is_(False),
        audiences.c.heard,
        audiences.c.passed_on.is_(False),
        or_(
            participants.c.person_id.is_(None),
            participants.c.aside.is_(False) & participants.c.admitted,
        ),
    )
)


def heard_together(post_id: Any, heard: bool = True) -> Any:
    """A column: the clients who heard a post, or who were left out of it, as `apart` takes them.
    `post_id`: the column of its id.
    """
    of_post = audiences.c.post_id == post_id
    said = audiences.c.heard if heard else audiences.c.heard.is_(False)
    return select(together(audiences.c.person_id)).where(of_post, said).scalar_subquery()


def put(db: Connection, post_id: int, audience: Audience) -> None:
    """Keep whom a post was meant for, and whom it left out."""
    rows = [
        {"post_id": post_id, "person_id": person, "heard": heard}
        for heard, some in ((True, audience.heard), (False, audience.left_out))
        for person in sorted(some)
    ]
    _PUT.run_each(db, rows)


def widen(db: Connection, post_id: int, ids: Iterable[int], passed_on: bool = True) -> None:
    """More people may read a post from now on. `passed_on`: answers to it still go to those it was
    meant for before.
    """
    known = of_posts(db, [post_id]).get(post_id, (NOBODY, NOBODY))[0]
    _PUT.run_each(
        db,
        [
            {"post_id": post_id, "person_id": person, "heard": True, "passed_on": passed_on}
            for person in sorted(set(ids) - known)
        ],
    )


def of_posts(
    db: Connection, post_ids: Iterable[int]
) -> dict[int, tuple[frozenset[int], frozenset[int]]]:
    """Of each post who heard it, and who was left out; a post that nobody heard may be missing."""
    wanted = sorted(set(post_ids))
    if not wanted:
        return {}
    heard: dict[int, frozenset[int]] = {}
    left: dict[int, frozenset[int]] = {}
    for row in _OF_POSTS.all(db, {"posts": wanted}):
        (heard if row.heard else left)[row.post_id] = apart(row.people)
    return {
        post: (heard.get(post, NOBODY), left.get(post, NOBODY) - heard.get(post, NOBODY))
        for post in heard.keys() | left.keys()
    }


def may_read(heard: Heard, post_id: int, person_id: int) -> bool:
    """Whether somebody on the clients' side who only reads may see a post: nobody there was left
    out of it, or it was meant for them.
    """
    audience, left_out = heard.get(post_id, (NOBODY, NOBODY))
    return not left_out or person_id in audience


def of_answered(db: Connection, post_id: int) -> frozenset[int] | None:
    """The audience of a post that is answered; None where it is inside, or gone."""
    internal = _ANSWERED.scalar(db, {"post_id": post_id})
    return heard_of(db, post_id) if internal is not None and not internal else None


def heard_of(db: Connection, post_id: int) -> frozenset[int]:
    """The clients an answer to the post goes to."""
    rows = _MEANT_FOR.all(db, {"post_id": post_id})
    return frozenset(row.person_id for row in rows)


def newest(db: Connection, discussion_id: int) -> int | None:
    """The newest post that a client may see; words for third parties, or of who waits to be let in,
    do not count.
    """
    newest: int | None = _NEWEST.scalar(db, {"discussion_id": discussion_id})
    return newest


def posts_heard(db: Connection, post_ids: Collection[int], person_id: int) -> frozenset[int]:
    """Those of the posts that were meant for this client."""
    wanted = select(audiences.c.post_id).where(
        audiences.c.post_id.in_(sorted(post_ids)),
        audiences.c.person_id == person_id,
        audiences.c.heard,
    )
    return frozenset(db.execute(wanted).scalars())


def newest_heard(
    db: Connection, discussion_id: int, person_id: int, before: int | None = None
) -> int | None:
    """The newest post, `before` another one, that this client wrote, or that was meant for them.
    One that went to all counts where there is no other: it may bear the subject of others.
    """
    to_all = (posts.c.audience_reason == AudienceReason.ALL.value) & (
        posts.c.author_id != person_id
    )
    mine = select(posts.c.id).where(
        posts.c.discussion_id == discussion_id,
        posts.c.internal.is_(False),
        or_(
            posts.c.author_id == person_id,
            posts.c.id.in_(
                select(audiences.c.post_id).where(
                    audiences.c.person_id == person_id, audiences.c.heard
                )
            ),
        ),
    )
    mine = mine if before is None else mine.where(posts.c.id < before)
    order = case((to_all, 1), else_=0), posts.c.id.desc()
    newest: int | None = db.execute(mine.order_by(*order).limit(1)).scalar()
    return newest


def named(db: Connection, discussion_id: int, ids: Iterable[str]) -> int | None:
    """The post in this discussion that the first of these msg-ids is, or that a letter of ours
    with that id told of.
    """
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return None
    letters = select(outbox.c.message_id, outbox.c.post_id).where(
        outbox.c.discussion_id == discussion_id,
        outbox.c.message_id.in_(wanted),
        outbox.c.post_id.is_not(None),
    )
    own = select(posts.c.message_id, posts.c.id).where(
        posts.c.discussion_id == discussion_id, posts.c.message_id.in_(wanted)
    )
    found: Mapping[str, int] = {row[0]: row[1] for row in db.execute(letters)} | {
        row[0]: row[1] for row in db.execute(own)
    }
    return next((found[one] for one in wanted if one in found), None)


def present(db: Connection, discussion_id: int) -> Present:
    """Who takes part in a discussion, as audiences are decided by."""
    return present_among(everyone(db, discussion_id))


def present_among(everybody: Iterable[Participant]) -> Present:
    """Who takes part, as audiences are decided by, of `everybody` who ever took part in a
    discussion.
    """
    clients = [participant for participant in everybody if not participant.person.role.is_team]
    return Present(
        frozenset(
            participant.person.id
            for participant in clients
            if participant.admitted and not participant.gone
        ),
        frozenset(
            participant.person.id
            for participant in clients
            if not participant.admitted and not participant.gone
        ),
        frozenset(participant.person.id for participant in clients if participant.aside),
        frozenset(participant.person.id for participant in clients if participant.gone),
    )


def addresses_of(db: Connection, ids: Iterable[int]) -> dict[int, str]:
    """The first address of each person; who has none is told by number."""
    known = by_ids(db, ids)
    return {one: person.address or f"person {one}" for one, person in known.items()}


def take_out(db: Connection, discussion_ids: Iterable[int], person_id: int) -> list[int]:
    """Somebody hears no more of these discussions. Returns those they took part in."""
    wanted = sorted(set(discussion_ids))
    if not wanted:
        return []
    same = participants.c.discussion_id.in_(wanted) & (participants.c.person_id == person_id)
    done = update(participants).where(same, participants.c.gone.is_(False))
    rows = db.execute(
        done.values(gone=True, admitted=False).returning(participants.c.discussion_id)
    )
    return sorted(rows.scalars())


def bring_back(db: Connection, discussion_id: int, ids: Iterable[int], admitted: bool) -> list[int]:
    """Let those of these people who had been taken out take part again, or (`admitted` False) wait
    to be let in. Returns who they are.
    """
    same = (participants.c.discussion_id == discussion_id) & participants.c.person_id.in_(
        sorted(set(ids))
    )
    back = update(participants).where(same, participants.c.gone)
    rows = db.execute(
        back.values(gone=False, admitted=admitted).returning(participants.c.person_id)
    )
    return sorted(rows.scalars())
