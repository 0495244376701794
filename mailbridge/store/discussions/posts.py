"""Posts and the files that came with them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, or_, select

from mailbridge.domain.discussion import Channel, Post
from mailbridge.domain.filed_post import FiledPost, Source
from mailbridge.domain.flag import Flag
from mailbridge.domain.message import AttachedLetter, Attachment
from mailbridge.domain.project import Role
from mailbridge.steps.deciding.machine_mail.circling import MOST, Said
from mailbridge.store.discussions import post_text
from mailbridge.store.engine.prepared import Prepared, on_either
from mailbridge.store.engine.schema import (
    Time,
    attachments,
    discussions,
    people,
    posts,
    raws,
)
from mailbridge.store.engine.typed_json import as_json
from mailbridge.values import dataclass

_IN: Any = bindparam("project_id")
_ADD_POST = on_either(
    lambda dialect: dialect.insert(posts).on_conflict_do_nothing().returning(posts.c.id)
)
_SAME_POST = Prepared(
    select(posts.c.id, posts.c.discussion_id).where(
        posts.c.project_id == _IN,
        posts.c.message_id == bindparam("message_id"),
        posts.c.digest == bindparam("digest"),
    )
)
_TOPIC = Prepared(select(posts.c.subject, posts.c.flags).where(posts.c.id == bindparam("post_id")))
_WRITERS = Prepared(
    select(posts.c.author_id, posts.c.flags).where(
        posts.c.discussion_id == bindparam("discussion_id"),
        posts.c.message_id.in_(bindparam("ids", expanding=True)),
    )
)
_ATTACH = Prepared(insert(attachments).returning(attachments.c.id, attachments.c.part))

PostRow = Any  # a row of schema.posts
COLUMNS = frozenset(posts.c.keys())
_OF_POST = tuple(field.name for field in fields(FiledPost) if field.name != "source")
_OF_SOURCE = tuple(field.name for field in fields(Source))
_TEAM = ("admin", "member")
_LATEST = Prepared(
    select(posts.c.created, posts.c.reply, posts.c.verified, posts.c.channel, people.c.role)
    .join(people, people.c.id == posts.c.author_id)
    .where(
        posts.c.discussion_id == bindparam("discussion_id"),
        posts.c.created >= bindparam("since", type_=Time),
    )
    .order_by(posts.c.id.desc())
    .limit(MOST)
)


def post(row: Any) -> Post:
    """A post from its row."""
    return Post(
        id=row.id,
        discussion_id=row.discussion_id,
        author_id=row.author_id,
        channel=Channel(row.channel),
        internal=row.internal,
        verified=row.verified,
        message_id=row.message_id,
        created=row.created,
        text=post_text.text_of(row),
        reply=row.reply,
        quoted=row.quoted,
        signature=row.signature,
        safe_html=row.safe_html,
        kind=row.kind,
        why=row.why,
        released=row.released,
        released_by=row.released_by,
    )


def add_post(db: Connection, post: FiledPost) -> int | None:
    """Keep a post. Returns its id; None: its project has that message_id and digest already."""
    made: int | None = _ADD_POST.scalar(db, _columns(post))
    return made


def _columns(post: FiledPost) -> dict[str, Any]:
    """Each field under its name, as the columns keep it."""
    values = {name: getattr(post, name) for name in _OF_POST}
    values |= {name: getattr(post.source, name) for name in _OF_SOURCE}
    return values | {
        **post_text.columns(post.text, values),
        "channel": post.channel.value,
        "kind": post.kind.value,
        "held": list(post.held) or None,
        "cuts": [[cut.rule, cut.line] for cut in post.source.cuts],
        "flags": [flag.value for flag in post.source.flags],
        "via": list(post.source.via),
        "invitation": as_json(post.source.invitation) if post.source.invitation else None,
    }


def same_post(
    db: Connection, project_id: int, message_id: str, digest: str
) -> tuple[int, int] | None:
    """(post, discussion) of a message that was filed before."""
    row = _SAME_POST.first(
        db, {"project_id": project_id, "message_id": message_id, "digest": digest}
    )
    return (row.id, row.discussion_id) if row else None


def post_by_id(db: Connection, post_id: int) -> Post | None:
    """The post of this id."""
    row = db.execute(select(posts).where(posts.c.id == post_id)).first()
    return post(row) if row else None


def topic(db: Connection, post_id: int) -> tuple[str, bool]:
    """The subject of a post, and whether it changed the one of its discussion. No subject: it is
    gone.
    """
    row = _TOPIC.first(db, {"post_id": post_id})
    return (row.subject, Flag.SUBJECT_CHANGED in row.flags) if row is not None else ("", False)


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """The subject of a post, and who says it."""

    post_id: int
    subject: str
    author_id: int
    by_team: bool
    released: bool

    def is_proven_for(self, client_id: int) -> bool:
        """Whether the client wrote it, or another with proof; the team repeats what it answers."""
        return self.author_id == client_id or (self.released and not self.by_team)


def subjects(db: Connection, discussion_id: int) -> list[SubjectLine]:
    """The subjects of the posts that a client may see, and of those that nobody proved."""
    wanted = (
        select(posts.c.id, posts.c.subject, posts.c.author_id, posts.c.released, people.c.role)
        .join(people, people.c.id == posts.c.author_id)
        .where(posts.c.discussion_id == discussion_id, posts.c.internal.is_(False))
        .order_by(posts.c.id)
    )
    return [
        SubjectLine(row.id, row.subject, row.author_id, Role(row.role).is_team, row.released)
        for row in db.execute(wanted)
    ]


def post_rows(
    db: Connection, discussion_id: int, ids: Collection[int] | None = None
) -> Sequence[PostRow]:
    """The posts of a discussion in order (None: all), with everything that pages show of them."""
    wanted = select(posts).where(*_of_discussion(discussion_id, ids))
    return db.execute(wanted.order_by(posts.c.id)).all()


def _of_discussion(discussion_id: int, ids: Collection[int] | None) -> list[ColumnElement[bool]]:
    here = posts.c.discussion_id == discussion_id
    return [here] if ids is None else [here, posts.c.id.in_(sorted(ids))]


_HEADS = Prepared(
    select(posts.c.id, posts.c.author_id, posts.c.internal, posts.c.released, posts.c.created)
    .where(posts.c.discussion_id == bindparam("discussion_id"))
    .order_by(posts.c.id)
)


def heads(db: Connection, discussion_id: int) -> Sequence[PostRow]:
    """The posts of a discussion in order, without their words: id, author_id, internal, released,
    created.
    """
    return _HEADS.all(db, {"discussion_id": discussion_id})


def newest_of_client(db: Connection, discussion_id: int, before: int) -> int | None:
    """The newest post before that one which a client wrote, and which is not internal."""
    wanted = (
        select(posts.c.id)
        .join(people, people.c.id == posts.c.author_id)
        .where(posts.c.discussion_id == discussion_id, posts.c.id < before)
        .where(posts.c.internal.is_(False), people.c.role.in_(("client", "client+")))
    )
    found: int | None = db.execute(wanted.order_by(posts.c.id.desc()).limit(1)).scalar()
    return found


def post_counts(db: Connection, discussion_ids: Iterable[int]) -> dict[int, int]:
    """How many posts each discussion has; one without posts is left out."""
    wanted = sorted(set(discussion_ids))
    rows = (
        select(posts.c.discussion_id, func.count().label("n"))
        .where(posts.c.discussion_id.in_(wanted))
        .group_by(posts.c.discussion_id)
    )
    return {row.discussion_id: row.n for row in db.execute(rows)} if wanted else {}


def writers_to_all(
    db: Connection, discussion_id: int, message_ids: Iterable[str]
) -> frozenset[int]:
    """Who wrote those of the messages that named others besides us: an answer to all goes to
    them.
    """
    wanted = sorted(set(message_ids))
    if not wanted:
        return frozenset()
    rows = _WRITERS.all(db, {"discussion_id": discussion_id, "ids": wanted})
    return frozenset(row.author_id for row in rows if Flag.TO_OTHERS in row.flags)


def add_attachments(
    db: Connection,
    post_id: int,
    raw_id: int,
    files: Iterable[Attachment],
    letters: Iterable[AttachedLetter] = (),
) -> dict[str, int]:
    """Add the files of a post; `raw_id` is the message they lie in, `letters` say what those of
    them are that are letters. Returns the id of each by its part.
    """
    opened = {letter.part: as_json(letter) for letter in letters}
    rows = [
        {
            "post_id": post_id,
            "raw_id": raw_id,
            "part": file.part,
            "filename": file.last_part,
            "content_type": file.content_type,
            "size": file.size,
            "sha256": file.sha256,
            "inline": file.inline,
            "content_id": file.content_id,
            "letter": opened.get(file.part),
        }
        for file in files
    ]
    return {row.part: row.id for row in _ATTACH.each(db, rows)}


def attachments_of(
    db: Connection, discussion_id: int, ids: Collection[int] | None = None
) -> Sequence[Any]:
    """The files of all posts of a discussion (None), or of these."""
    wanted = (
        select(attachments)
        .join(posts, posts.c.id == attachments.c.post_id)
        .where(*_of_discussion(discussion_id, ids))
    )
    return db.execute(wanted.order_by(attachments.c.id)).all()


def attachment(db: Connection, attachment_id: int) -> Any | None:
    """A file's row, with `project_id`, `inside` (its post or discussion is), `content`,
    `raw_sha256`.
    """
    kept = func.coalesce(attachments.c.stays_inside, posts.c.internal)
    inside = or_(kept, posts.c.released.is_(False), discussions.c.internal).label("inside")
    wanted = (
        select(
            attachments,
            posts.c.project_id,
            inside,
            raws.c.content,
            raws.c.sha256.label("raw_sha256"),
        )
        .join(posts, posts.c.id == attachments.c.post_id)
        .join(discussions, discussions.c.id == posts.c.discussion_id)
        .join(raws, raws.c.id == attachments.c.raw_id)
    )
    return db.execute(wanted.where(attachments.c.id == attachment_id)).first()


def latest_said(db: Connection, discussion_id: int, since: datetime) -> list[Said]:
    """The newest posts of a discussion since then, as many as circles are looked for in."""
    rows = _LATEST.all(db, {"discussion_id": discussion_id, "since": since})
    return [
        Said(
            row.created,
            row.role in _TEAM and (row.channel != "mail" or row.verified == "verified"),
            row.reply,
        )
        for row in rows
    ]
