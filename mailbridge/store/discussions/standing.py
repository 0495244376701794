"""What tells whose move it is in a discussion: its open questions and tasks, and who spoke last."""

from collections.abc import Container, Iterable, Sequence
from datetime import datetime
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
    true,
)

from mailbridge.domain.discussion import QuestionState
from mailbridge.domain.occasion import Earlier, Known, Past, Posed
from mailbridge.domain.project import Role
from mailbridge.steps.deciding.conversation.just_filed import BEGINNING
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import attachments, outbox, people, posts, questions, tasks
from mailbridge.values import dataclass

NEWEST = 12  # posts
LOST = ("failed", "bounced")

_TEAM = (Role.ADMIN.value, Role.MEMBER.value)
_D = bindparam("d", type_=BigInteger())
_INSIDE = select(posts.c.id).where(posts.c.discussion_id == _D, posts.c.internal)
_OPEN = select(questions.c.id).where(
    questions.c.discussion_id == _D,
    questions.c.state == "open",
    or_(questions.c.post_id.is_(None), questions.c.post_id.not_in(_INSIDE)),
)
_TASKS = (
    select(tasks.c.id)
    .outerjoin(people, people.c.id == tasks.c.assignee_id)
    .where(tasks.c.discussion_id == _D, tasks.c.state != "done")
)
_CLIENTS_TASK = people.c.role == Role.CLIENT_PLUS.value
_PERHAPS = select(func.max(questions.c.changed_in)).where(
    questions.c.discussion_id == _D, questions.c.side == "client", questions.c.state == "perhaps"
)
_OPEN_THERE = select(
    exists(_OPEN.where(questions.c.side == "client")).label("client_asked"),
    exists(_OPEN.where(questions.c.side == "team")).label("team_asked"),
    exists(_TASKS.where(_CLIENTS_TASK)).label("client_task"),
    exists(_TASKS.where(or_(people.c.role.is_(None), ~_CLIENTS_TASK))).label("team_task"),
    _PERHAPS.scalar_subquery().label("perhaps"),
).subquery("there")
_ASKS = exists(
    select(questions.c.id).where(
        questions.c.discussion_id == posts.c.discussion_id, questions.c.post_id == posts.c.id
    )
)
HAS_FILES = exists(
    select(attachments.c.id).where(
        attachments.c.post_id == posts.c.id, attachments.c.inline.is_(False)
    )
)
UNDELIVERED = exists(
    select(outbox.c.id).where(
        outbox.c.discussion_id == posts.c.discussion_id,
        outbox.c.post_id == posts.c.id,
        outbox.c.letter == "client",
        outbox.c.state.in_(LOST),
    )
)
_TO_CLIENTS = or_(posts.c.internal.is_(False), posts.c.held.is_not(None))  # or meant to go there
_NEWEST_POSTS = (
    select(
        posts.c.id,
        posts.c.author_id,
        people.c.staged,
        posts.c.kind,
        posts.c.flags,
        posts.c.verified,
        people.c.role,
        func.substr(posts.c.reply, literal_column("1"), literal_column(str(BEGINNING))).label(
            "reply"
        ),
        posts.c.written,
        posts.c.created,
        _ASKS.label("asks"),
        HAS_FILES.label("files"),
        or_(UNDELIVERED, posts.c.held.is_not(None)).label("lost"),
    )
    .join(people, people.c.id == posts.c.author_id)
    .where(posts.c.discussion_id == _D, _TO_CLIENTS)
    .order_by(posts.c.id.desc())
    .limit(NEWEST)
)
_NEWEST = Prepared(_NEWEST_POSTS)
_NEW = _NEWEST_POSTS.subquery("new")
_STANDING = Prepared(
    select(_OPEN_THERE, _NEW).select_from(_OPEN_THERE.outerjoin(_NEW, true())).order_by(_NEW.c.id)
)


_LAST_OF_TEAM = (
    select(func.max(posts.c.id).label("post_id"))
    .join(people, people.c.id == posts.c.author_id)
    .where(
        posts.c.discussion_id.in_(bindparam("ids", expanding=True)),
        _TO_CLIENTS,
        posts.c.verified == "verified",
        people.c.role.in_(_TEAM),
    )
    .group_by(posts.c.discussion_id)
)
_UNDELIVERED = select(posts.c.discussion_id).where(
    posts.c.id.in_(_LAST_OF_TEAM), or_(UNDELIVERED, posts.c.held.is_not(None))
)


@dataclass(frozen=True, slots=True)
class Open:
    """What is open on each side."""

    client: bool
    team: bool
    has_tasks: bool  # that are not done
    perhaps: int | None  # the post of the newest perhaps-answer of a client


@dataclass(frozen=True, slots=True)
class Spoken:
    """A post that a client may see, or would if it were not held."""

    id: int
    author_id: int
    by_team: bool
    staged: bool  # its author is confirmed by nobody yet
    kind: str
    flags: frozenset[str]
    verified: str
    reply: str  # its first words
    written: datetime | None  # what its Date field says
    created: datetime
    asks: bool
    files: bool  # besides pictures inside the text
    lost: bool  # it is held, or a letter to a client about it came back


def how_it_stands(db: Connection, discussion_id: int) -> tuple[Open, Sequence[Spoken]]:
    """Whether the client, and the team, has an open question or task in a discussion; and its
    newest posts as `newest_posts` gives them.
    """
    rows = _STANDING.all(db, {"d": discussion_id})
    there = rows[0]  # without posts it stands alone
    client, team = there.client_asked or there.client_task, there.team_asked or there.team_task
    has_tasks = bool(there.client_task or there.team_task)
    open_ = Open(bool(client), bool(team), has_tasks, there.perhaps)
    return open_, [_spoken_in(row) for row in rows if row.id is not None]


def how_it_stood(
    known: Known,
) -> tuple[Open, Sequence[Spoken]] | None:
    """How a discussion stands, as `how_it_stands` tells it, once a post has just been added: from
    what was read of it before, without a statement. None: too little was read.
    """
    past, filed, asked = known.past, known.filed, known.posed
    if past is None or filed is None or asked is None:
        return None
    posts_ = [post for post in (*past.posts, filed) if not post.internal or post.held]
    if len(past.posts) > NEWEST and len(posts_) <= NEWEST:
        return None  # older ones may belong to the newest that clients see
    asking = {posed.question.post_id for posed in asked}
    return _open_there(past, asked), [_spoken(post, asking) for post in posts_[-NEWEST:]]


def _open_there(past: Past, asked: Sequence[Posed]) -> Open:
    open_ = [posed.question for posed in asked if posed.question.is_open and not posed.inside]
    perhaps = [
        posed.question.changed_in
        for posed in asked
        if posed.question.side == "client" and posed.question.state is QuestionState.PERHAPS
    ]
    return Open(
        past.client_task or any(question.side == "client" for question in open_),
        past.team_task or any(question.side == "team" for question in open_),
        past.client_task or past.team_task,
        max((number for number in perhaps if number is not None), default=None),
    )


def _spoken(post: Earlier, asking: Container[int | None]) -> Spoken:
    return Spoken(
        post.id,
        post.author_id,
        post.by_team,
        post.staged,
        post.kind,
        post.flags,
        post.verified,
        post.begins,
        post.written,
        post.created,
        post.id in asking,
        post.has_files,
        post.undelivered or post.held,
    )


def undelivered(db: Connection, discussion_ids: Iterable[int]) -> frozenset[int]:
    """The discussions among these whose last letter of the team came back, or was held."""
    ids = sorted(set(discussion_ids))
    return frozenset(db.execute(_UNDELIVERED, {"ids": ids}).scalars()) if ids else frozenset()


def newest_posts(db: Connection, discussion_id: int) -> Sequence[Spoken]:
    """The newest that a client may see, or would if they were not held; oldest first."""
    return [_spoken_in(row) for row in reversed(_NEWEST.all(db, {"d": discussion_id}))]


def _spoken_in(row: Any) -> Spoken:
    return Spoken(
        row.id,
        row.author_id,
        row.role in _TEAM,
        row.staged,
        row.kind,
        frozenset(row.flags),
        row.verified,
        row.reply,
        row.written,
        row.created,
        bool(row.asks),
        bool(row.files),
        bool(row.lost),
    )
