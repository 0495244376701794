"""The subject that the readers of an answer know, where it is not that of the discussion: a reply
has changed it, or the discussion was put together of several.
"""

from dataclasses import replace

from sqlalchemy import Connection

from mailbridge.domain.audience import AudienceReason
from mailbridge.domain.discussion import Discussion
from mailbridge.domain.filed_post import Source
from mailbridge.domain.flag import Flag
from mailbridge.domain.occasion import Occasion
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


def topic_known_to(
    db: Connection, discussion: Discussion, client_id: int, before: int | None = None
) -> str | None:
    """The subject of the newest post, `before` another one, that this client heard, where it is not
    the discussion's.
    """
    newest = audiences.newest_heard(db, discussion.id, client_id, before)
    return _topic_of(db, discussion, newest) if newest is not None else None


def with_topics_known(db: Connection, occasion: Occasion) -> Occasion:
    """Of words for all clients of a discussion that was put together of several: each of them reads
    the subject that they know it by.
    """
    post, here, audience = occasion.post, occasion.discussion, occasion.audience
    if post is None or audience.reason is not AudienceReason.ALL or len(audience.heard) < 2:
        return occasion
    if not discussions.merged_subjects(db, here.id):
        return occasion
    topics = {
        client: topic_known_to(db, here, client, post.id) or here.subject
        for client in audience.heard
    }
    return replace(occasion, topics=topics)


def _topic_of(db: Connection, discussion: Discussion, post_id: int) -> str | None:
    """A subject that was typed over, or that of a discussion which was merged into this one."""
    subject, changed = posts.topic(db, post_id)
    key = subject_key(subject)
    if changed or not key or key == discussion.base_subject:
        return subject if changed else None
    return subject if key in discussions.merged_subjects(db, discussion.id) else None
