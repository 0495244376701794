"""Internal posts are watched over, and become public: held answers, notes that are shared."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, or_, select, update

from mailbridge.domain.audience import AudienceReason
from mailbridge.domain.event import EventKind
from mailbridge.store.engine.schema import attachments, discussions, events, outbox, posts
from mailbridge.store.search import index
from mailbridge.values import dataclass

NEWEST = 300  # posts of a discussion that are compared
LINKING = (EventKind.MOVED.value, EventKind.LINKED.value)


@dataclass(frozen=True, slots=True)
class Inside:
    """What stands inside a discussion, and what a client may see of it."""

    notes: tuple[str, ...]
    files: frozenset[str]  # sha256 of files that only internal posts have
    seen: tuple[str, ...]
    seen_here: bool = True  # a client may see something of the discussion itself


def inside(
    db: Connection, discussion_id: int, without: int = 0, parted_from: int = 0
) -> Inside | None:
    """None where neither the discussion nor one that either was split, parted or linked from the
    other has internal posts: most have none, and this is asked of each answer. `without`: a post
    that is left out; `parted_from`: a discussion that is about to be linked.
    """
    places = or_(
        posts.c.discussion_id.in_([discussion_id, parted_from]),
        posts.c.discussion_id.in_(_linked(discussion_id)),
        posts.c.discussion_id.in_(_linking_here(discussion_id)),
    )
    here = places & (posts.c.id != without)
    notes = _texts(db, select(posts.c.reply).where(here, posts.c.internal, posts.c.held.is_(None)))
    if not notes:
        return None
    public = posts.c.internal.is_(False) & posts.c.released
    seen = _texts(db, select(posts.c.reply).where(here, public))
    files = (
        select(attachments.c.sha256)
        .join(posts, posts.c.id == attachments.c.post_id)
        .where(attachments.c.inline.is_(False))  # a logo in a signature gives nothing away
    )
    hidden = db.execute(files.where(here, posts.c.internal)).scalars().all()
    shown = db.execute(files.where(here, public)).scalars().all() if hidden else ()
    told = select(posts.c.id).where(posts.c.discussion_id == discussion_id, public)
    seen_here = db.execute(told.limit(1)).first() is not None
    return Inside(notes, frozenset(hidden) - frozenset(shown), seen, seen_here)


def _linked(discussion_id: int) -> Any:
    """The other discussions that its events and posts name."""
    other = events.c.details["other"].as_integer()
    named = select(other).where(
        events.c.discussion_id == discussion_id, events.c.kind.in_(LINKING), other.is_not(None)
    )
    doubted = posts.alias("doubted")
    return named.union(
        select(doubted.c.runner_up).where(
            doubted.c.discussion_id == discussion_id, doubted.c.runner_up.is_not(None)
        )
    )


def _linking_here(discussion_id: int) -> Any:
    """The other discussions whose events and posts name this one. Who split or moved posts marked
    both as parted, so events of no others are looked at.
    """
    here, there = discussions.alias("here"), discussions.alias("there")
    moved = (
        select(there.c.id)
        .select_from(here)
        .join(there, (there.c.project_id == here.c.project_id) & there.c.parted)
        .join(events, (events.c.discussion_id == there.c.id) & events.c.kind.in_(LINKING))
        .where(here.c.id == discussion_id, here.c.parted)
        .where(events.c.details["other"].as_integer() == discussion_id)
    )
    doubting = posts.alias("doubting")
    return moved.union(
        select(doubting.c.discussion_id).where(doubting.c.runner_up == discussion_id)
    )


def _texts(db: Connection, wanted: Any) -> tuple[str, ...]:
    return tuple(db.execute(wanted.order_by(posts.c.id.desc()).limit(NEWEST)).scalars())


def held_words(db: Connection, post_id: int) -> tuple[str, ...] | None:
    """Why an answer is held: its words that stand inside. None: it is not held."""
    words: Sequence[str] | None = db.execute(
        select(posts.c.held).where(posts.c.id == post_id)
    ).scalar()
    return tuple(words) if words is not None else None


def newest_told(db: Connection, discussion_id: int, person_id: int) -> int | None:
    """The post that the newest letter about an answer which did not go out told this member of."""
    wanted = select(outbox.c.post_id).where(
        outbox.c.discussion_id == discussion_id,
        outbox.c.person_id == person_id,
        outbox.c.letter == "not_sent",
    )
    found: int | None = db.execute(wanted.order_by(outbox.c.id.desc()).limit(1)).scalar()
    return found


def change(db: Connection, post_id: int, *, internal: bool, reply: str | None = None) -> bool:
    """Make a post public, or internal; with other words where some are given. False: it was so."""
    reason = AudienceReason.INSIDE if internal else AudienceReason.ANSWERED
    values: dict[str, Any] = {"internal": internal, "held": None, "audience_reason": reason.value}
    values |= {} if reply is None else {"reply": reply}
    there = update(posts).where(posts.c.id == post_id, posts.c.internal.is_not(internal))
    changed = db.execute(there.values(values)).rowcount == 1
    if reply is not None:
        index.put_posts_again(db, [post_id])
    return changed
