"""The words and files of posts that letters tell of."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    func,
    or_,
    select,
)

from mailbridge.domain.discussion import Channel
from mailbridge.domain.flag import Flag
from mailbridge.domain.letter import PostWords
from mailbridge.store.discussions import post_text
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import (
    attachments,
    people,
    person_addresses,
    posts,
    raws,
)

SMALL_PICTURE = 20_000  # bytes; smaller inline pictures are logos


_BIG = and_(
    or_(attachments.c.inline.is_(False), attachments.c.size >= SMALL_PICTURE),
    attachments.c.decoration.is_(False),
    or_(attachments.c.stays_inside.is_(None), attachments.c.stays_inside.is_(False)),
)


_FILES = Prepared(
    select(attachments.c.filename, attachments.c.size)
    .where(attachments.c.post_id == bindparam("post"), _BIG)
    .order_by(attachments.c.id)
)


def words(db: Connection, post_ids: Iterable[int]) -> dict[int, PostWords]:
    """What the authors wrote, without quotes; HTML only where it says the same and no more."""
    wanted = sorted(set(post_ids))
    if not wanted:
        return {}
    first = (
        select(func.min(person_addresses.c.address))
        .where(person_addresses.c.person_id == people.c.id)
        .scalar_subquery()
    )
    rows = (
        select(posts, people.c.name, first.label("address"))
        .join(people, people.c.id == posts.c.author_id)
        .where(posts.c.id.in_(wanted))
    )
    return {row.id: _words(row) for row in db.execute(rows)}


def _words(row: Any) -> PostWords:
    author = row.name or (row.address or "").partition("@")[0]
    all_of_it = post_text.text_of(row).strip()
    whole = not row.quoted and row.reply.strip() == all_of_it
    text, html = row.reply.strip() or all_of_it, row.safe_html if whole else None
    mailed = row.channel == Channel.MAIL
    return PostWords(
        author,
        row.created,
        text,
        row.internal,
        html,
        via=tuple(row.via),
        signature=row.signature or "",
        quoted=(row.quoted or "") if Flag.QUOTES_UNKNOWN in row.flags else "",
        name=row.name,
        mailed=mailed,
    )


def file_names(db: Connection, post_id: int) -> tuple[tuple[str, int], ...]:
    """Names and sizes in bytes of the files of a post that letters carry."""
    rows = _FILES.all(db, {"post": post_id})
    return tuple((row.filename or "file", row.size) for row in rows)


def files(db: Connection, post_id: int) -> Sequence[Any]:
    """filename, content_type, size, part, and the raw message's content and sha256, of each file of
    a post.
    """
    wanted = (
        select(
            attachments.c.filename,
            attachments.c.content_type,
            attachments.c.size,
            attachments.c.part,
            raws.c.content,
            raws.c.sha256,
        )
        .join(raws, raws.c.id == attachments.c.raw_id)
        .where(attachments.c.post_id == post_id, _BIG)
        .order_by(attachments.c.id)
    )
    return db.execute(wanted).all()
