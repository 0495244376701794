"""What came before a post in its discussion: the posts, as threading, quoting and the clock see
them, and what is open there.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
)

from mailbridge.domain.occasion import Earlier, Past
from mailbridge.domain.project import Role
from mailbridge.steps.deciding.conversation.just_filed import BEGINNING
from mailbridge.store.discussions.audiences import heard_together
from mailbridge.store.discussions.standing import HAS_FILES, UNDELIVERED
from mailbridge.store.engine.numbers_together import apart
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import outbox, people, posts, tasks

NEWEST = 40  # earlier posts that are looked at, besides the first
_D, _POST = (bindparam(name, type_=BigInteger()) for name in ("d", "post"))
_TEAM = (Role.ADMIN.value, Role.MEMBER.value)
_LAST = 1 << 62  # no post has this number
_NOTE, _DOER = posts.alias("note"), people.alias("doer")
_TASKS = (
    select(tasks.c.id)
    .outerjoin(_DOER, _DOER.c.id == tasks.c.assignee_id)
    .where(tasks.c.discussion_id == _D, tasks.c.state != "done")
)
_BY_CLIENT = _DOER.c.role == Role.CLIENT_PLUS.value
_THERE = (  # the same in each row, and looked for once
    exists(_TASKS.where(_BY_CLIENT)).label("client_task"),
    exists(_TASKS.where(or_(_DOER.c.role.is_(None), ~_BY_CLIENT))).label("team_task"),
    select(func.count(_NOTE.c.id))
    .where(_NOTE.c.discussion_id == _D, _NOTE.c.internal, _NOTE.c.reply != "")
    .scalar_subquery()
    .label("notes"),
    exists(
        select(outbox.c.id).where(
            outbox.c.discussion_id == _D,
            outbox.c.letter == literal_column("'team'"),
            outbox.c.state == literal_column("'held'"),
        )
    ).label("others_wait"),
)
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
        *_THERE,
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
        posts.c.kind,
        posts.c.verified,
        posts.c.written,
        posts.c.held,
        people.c.staged,
        _BEGINS.label("begins"),
        HAS_FILES.label("has_files"),
        UNDELIVERED.label("undelivered"),
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
    return tuple(map(_earlier, _rows(db, discussion_id, before or _LAST)))


def _rows(db: Connection, discussion_id: int, before: int) -> Sequence[Any]:
    where = {"d": discussion_id, "post": before}
    rows: Sequence[Any] = _NEWEST.all(db, where)[::-1]
    first = _FIRST.all(db, where) if len(rows) == NEWEST else []
    if first and first[0].id != rows[0].id:
        rows = [*first, *rows]
    return rows


def past_of(db: Connection, discussion_id: int) -> Past | None:
    """What a discussion holds; None: it has no post."""
    rows = _rows(db, discussion_id, _LAST)
    if not rows:
        return None
    there = rows[0]
    return Past(
        tuple(map(_earlier, rows)),
        bool(there.client_task),
        bool(there.team_task),
        there.notes,
        bool(there.others_wait),
    )


def _earlier(row: Any) -> Earlier:
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
        row.channel,
        row.kind,
        row.verified,
        row.staged,
        frozenset(row.flags),
        row.written,
        row.begins,
        bool(row.has_files),
        row.held is not None,
        bool(row.undelivered),
    )
