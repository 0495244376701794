"""Messages that hold files which somebody gave at a door: no row of the mail log has them, their
files alone do.
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, select

from mailbridge.store.engine.schema import attachments, inbounds, posts, raws

# None of a message that lies in the blob store. SQLite 3.40 says of every row that it deletes that
# its content IS NOT NULL, but knows its length.
IN_THE_ROW = func.length(raws.c.content).label("octets")


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
        delete(raws).where(raws.c.id.in_(ids)).returning(raws.c.sha256, IN_THE_ROW)
    )
    return tuple(row.sha256 for row in gone.all() if row.octets is None)
