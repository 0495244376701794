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


_SHOWN = and_(
    attachments.c.decoration.is_(False),
    or_(attachments.c.stays_inside.is_(None), attachments.c.stays_inside.is_(False)),
)
_BIG = and_(or_(attachments.c.inline.is_(False), attachments.c.size >= SMALL_PICTURE), _SHOWN)
_IN_TEXT = and_(attachments.c.inline, attachments.c.content_id.is_not(None), _SHOWN)


_ADDRESS = (
    select(func.min(person_addresses.c.address))
    .where(person_addresses.c.person_id == people.c.id)
    .scalar_subquery()
)
_WORDS = Prepared(
    select(
        posts.c.id,
        posts.c.created,
        posts.c.channel,
        posts.c.internal,
        posts.c.flags,
        posts.c.via,
        posts.c.safe_html,
        posts.c.text,
        posts.c.text_pieces,
        *(posts.c[part] for part in post_text.PARTS),
        people.c.name,
        _ADDRESS.label("address"),
    )
    .join(people, people.c.id == posts.c.author_id)
    .where(posts.c.id.in_(bindparam("posts", expanding=True)))
)
_FILES = Prepared(
    select(attachments.c.filename, attachments.c.size)
    .where(attachments.c.post_id == bindparam("post"), _BIG)
    .order_by(attachments.c.id)
)

_CARRIED = Prepared(
    select(
        attachments.c.filename,
        attachments.c.content_type,
        attachments.c.size,
        attachments.c.part,
        attachments.c.content_id,
        attachments.c.inline,
        raws.c.content,
        raws.c.sha256,
    )
    .join(raws, raws.c.id == attachments.c.raw_id)
    .where(attachments.c.post_id == bindparam("post"), or_(_BIG, _IN_TEXT))
    .order_by(attachments.c.id)
)


def words(db: Connection, post_ids: Iterable[int]) -> dict[int, PostWords]:
    """What the authors wrote, without quotes; HTML as it was filed, with all that it says."""
    wanted = sorted(set(post_ids))
    rows = _WORDS.all(db, {"posts": wanted}) if wanted else []
    return {row.id: _words(row) for row in rows}


def _words(row: Any) -> PostWords:
    author = row.name or (row.address or "").partition("@")[0]
    text, html = row.reply.strip() or post_text.text_of(row).strip(), row.safe_html
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
    """filename, content_type, size, part, content_id, inline, and the raw message's content and
    sha256, of each file of a post; small pictures, too, that may have a place in its HTML.
    """
    return _CARRIED.all(db, {"post": post_id})
