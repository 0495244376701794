"""What a message that is tried out leaves in its transaction, before that is rolled back."""

from sqlalchemy import Connection, func, or_, select

from mailbridge.domain.letter import Letter
from mailbridge.store.engine.schema import outbox, posts
from mailbridge.store.outbox.contents import letters_of
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class PostProof:
    """Whether a post comes from whom it says, and whether it opens its discussion."""

    verified: str
    why: str
    is_first: bool


def newest_letter(db: Connection) -> int:
    """The id of the newest letter; 0 without any."""
    return db.execute(select(func.max(outbox.c.id))).scalar() or 0


def letters_since(
    db: Connection, newest: int, inbound_id: int, post_id: int | None
) -> tuple[Letter, ...]:
    """The letters about a message and its post that were written after the newest there was."""
    about = or_(outbox.c.inbound_id == inbound_id, outbox.c.post_id == post_id)
    wanted = select(outbox).where(outbox.c.id > newest, about).order_by(outbox.c.id)
    return tuple(letter for _, letter in letters_of(db, db.execute(wanted).all()))


def proof_of_post(db: Connection, post_id: int) -> PostProof:
    """The proof of a post."""
    row = db.execute(
        select(posts.c.discussion_id, posts.c.verified, posts.c.verified_why).where(
            posts.c.id == post_id
        )
    ).one()
    earlier = select(posts.c.id).where(
        posts.c.discussion_id == row.discussion_id, posts.c.id < post_id
    )
    is_first = db.execute(earlier.limit(1)).first() is None
    return PostProof(row.verified, row.verified_why, is_first)
