"""The subject an answer bears, where a reply has changed it."""

from dataclasses import replace

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.filed_post import Source
from mailbridge.domain.flag import Flag
from mailbridge.store.discussions import audiences, posts


def with_topic(
    db: Connection, discussion: Discussion, answered: int | None, source: Source
) -> Source:
    """Of a member's post: it bears the subject of the post it answers, or of the newest that a
    client may see, where that one changed it; else its own.
    """
    number = answered if answered is not None else audiences.newest(db, discussion.id)
    subject = posts.changed_subject(db, number) if number is not None else None
    if not subject:
        return source
    return replace(source, subject=subject, flags=(*source.flags, Flag.SUBJECT_CHANGED))
