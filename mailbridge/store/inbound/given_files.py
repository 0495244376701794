"""Messages that hold files which somebody gave at a door: no row of the mail log has them, their
files alone do.
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, select

from mailbridge.store.engine.schema import attachments, inbounds, posts, raws


def raw_ids(of_posts: ColumnElement[bool]) -> Select[Any]:
    """The numbers of those that the files of some posts lie in; `of_posts`: which."""
    mailed = exists(select(inbounds.c.id).where(inbounds.c.raw_id == attachments.c.raw_id))
    joined = select(attachments.c.raw_id).join(posts, posts.c.id == attachments.c.post_id)
    return joined.where(of_posts, ~mailed)


def drop(db: Connection, of_posts: ColumnElement[bool]) -> tuple[str, ...]:
    """Delete them with their files. Returns the hashes of those that lay in the blob store."""
    ids = sorted(set(db.execute(raw_ids(of_posts)).scalars()))
    if not ids:
        return ()
    db.execute(delete(attachments).where(attachments.c.raw_id.in_(ids)))
    gone: Any = db.execute(
        delete(raws)
        .where(raws.c.id.in_(ids))
        .returning(raws.c.sha256, raws.c.content.is_(None).label("blob"))
    )
    return tuple(row.sha256 for row in gone.all() if row.blob)
