"""The posts that came before one in its discussion, as threading, quoting and circling see them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, func, literal_column, or_, select

from mailbridge.domain.discussion import Channel
from mailbridge.domain.flag import Flag
from mailbridge.domain.occasion import Earlier
from mailbridge.domain.project import Role
from mailbridge.store.discussions.audiences import heard_together
from mailbridge.store.engine.numbers_together import apart
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import outbox, people, posts

NEWEST = 40  # earlier posts that are looked at, besides the first
BEGINNING = 120  # characters of their words
_D, _POST = (bindparam(name, type_=BigInteger()) for name in ("d", "post"))
_TEAM = (Role.ADMIN.value, Role.MEMBER.value)
_LAST = 1 << 62  # no post has this number
_LETTER_ID = (
    select(func.min(outbox.c.message_id))
    .where(
        outbox.c.discussion_id == _D,
        outbox.c.post_id == posts.c.id,
        or_(outbox.c.letter == "client", outbox.c.letter == "team"),
    )
    .scalar_subquery()
)
_BEGINS = func.substr(posts.c.reply, literal_column("1"), literal_column(str(BEGINNING)))
_EARLIER = (
    select(
        posts.c.id,
        posts.c.author_id,
        people.c.role,
        posts.c.internal,
        posts.c.created,
        posts.c.message_id,
        posts.c.released,
        posts.c.alias,
        posts.c.answer_to,
        posts.c.flags,
        posts.c.channel,
        posts.c.verified,
        _BEGINS.label("begins"),
        heard_together(posts.c.id).label("heard"),
        _LETTER_ID.label("letter_id"),
    )
    .join(people, people.c.id == posts.c.author_id)
    .where(posts.c.discussion_id == _D, posts.c.id < _POST)
)
_NEWEST = Prepared(_EARLIER.order_by(posts.c.id.desc()).limit(NEWEST))
_FIRST = Prepared(_EARLIER.order_by(posts.c.id).limit(1))


def earlier_in(
    db: Connection, discussion_id: int, before: int | None = None
) -> tuple[Earlier, ...]:
    """The first post of a discussion and its NEWEST newest ones, oldest first; `before`: of those
    that are older than this post.
    """
    where = {"d": discussion_id, "post": before if before is not None else _LAST}
    rows: Sequence[Any] = _NEWEST.all(db, where)[::-1]
    first = _FIRST.all(db, where) if len(rows) == NEWEST else []
    if first and first[0].id != rows[0].id:
        rows = [*first, *rows]
    return tuple(map(_earlier, rows))


def _earlier(row: Any) -> Earlier:
    proven = row.channel != Channel.MAIL.value or row.verified == "verified"
    return Earlier(
        row.id,
        row.author_id,
        row.role in _TEAM,
        row.internal,
        row.created,
        row.message_id,
        row.letter_id,
        row.released,
        apart(row.heard),
        row.alias,
        row.answer_to,
        proven,
        Flag.TO_OTHERS in row.flags,
        row.begins,
    )
