"""The subject that the readers of an answer know, where it is not that of the discussion: a reply
has changed it, or the discussion was put together of several.
"""

from dataclasses import replace

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.filed_post import Source
from mailbridge.domain.flag import Flag
from mailbridge.steps.deciding.conversation.message_refs import subject_key
from mailbridge.store.discussions import audiences, discussions, posts


def with_topic(
    db: Connection, discussion: Discussion, answered: int | None, source: Source
) -> Source:
    """Of a member's post: it bears the subject of the post it answers, or of the newest that a
    client may see, where that is another one; else its own.
    """
    number = answered if answered is not None else audiences.newest(db, discussion.id)
    subject = _topic_of(db, discussion, number) if number is not None else None
    if not subject:
        return source
    return replace(source, subject=subject, flags=(*source.flags, Flag.SUBJECT_CHANGED))


def topic_known_to(db: Connection, discussion: Discussion, client_id: int) -> str | None:
    """The subject of the newest post that this client heard, where it is not the discussion's."""
    newest = audiences.newest_heard(db, discussion.id, client_id)
    return _topic_of(db, discussion, newest) if newest is not None else None


def _topic_of(db: Connection, discussion: Discussion, post_id: int) -> str | None:
    """A subject that was typed over, or that of a discussion which was merged into this one."""
    subject, changed = posts.topic(db, post_id)
    key = subject_key(subject)
    if changed or not key or key == discussion.base_subject:
        return subject if changed else None
    return subject if key in discussions.merged_subjects(db, discussion.id) else None
