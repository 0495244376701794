"""The subject that the readers of an answer know, where it is not that of the discussion: a reply
has changed it, the discussion was put together of several, or nobody proved who wrote it. And whose
names they are not told, for nobody proved those, either.
"""

from sqlalchemy import Connection

from mailbridge.domain.audience import AudienceReason
from mailbridge.domain.discussion import Discussion
from mailbridge.domain.filed_post import Source
from mailbridge.domain.flag import Flag
from mailbridge.domain.occasion import Occasion
from mailbridge.steps.deciding.conversation.message_refs import subject_key
from mailbridge.store.discussions import audiences, discussions, posts, releases
from mailbridge.values import replace


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
    db: Connection, discussion: Discussion, client_id: int, agency: str, before: int | None = None
) -> str:
    """The subject of the newest post, `before` another one, that this client heard; the agency's
    name, where nobody proved that a client wrote that subject.
    """
    newest = audiences.newest_heard(db, discussion.id, client_id, before)
    topic = _topic_of(db, discussion, newest) if newest is not None else None
    return _proven_for(db, discussion, client_id, topic) or agency


def with_topics_known(db: Connection, occasion: Occasion, agency: str) -> Occasion:
    """Of a member's words: the subjects that the clients know, where the discussion was put
    together of several, and none that nobody proved, but for its own author.
    """
    post, here, heard = occasion.post, occasion.discussion, occasion.audience.heard
    if post is None or not occasion.by_team or not heard:
        return occasion
    to_all = len(heard) > 1 and occasion.audience.reason is AudienceReason.ALL
    if to_all and discussions.merged_subjects(db, here.id):
        topics = {one: topic_known_to(db, here, one, agency, post.id) for one in heard}
    elif occasion.topic or not all(before.released for before in occasion.earlier):
        topics = {
            client: _proven_for(db, here, client, occasion.topic) or agency for client in heard
        }
    else:
        return occasion
    return replace(occasion, topics=topics)


def with_names_known(db: Connection, occasion: Occasion) -> Occasion:
    """Several clients are shown to one another: but for the names that contacts gave themselves in
    letters which nobody proved.
    """
    heard = occasion.audience.heard
    contacts = {person.id for person in occasion.clients if person.staged} & heard
    if len(heard) < 2 or not contacts:
        return occasion
    return replace(occasion, nameless=releases.unproven_among(db, contacts))


def _proven_for(
    db: Connection, discussion: Discussion, client_id: int, topic: str | None
) -> str | None:
    """The first of this topic and the discussion's own subject that may be told to a client: the
    topic where they heard who wrote it, for it may be meant for others alone.
    """
    written = posts.subjects(db, discussion.id)
    for subject in filter(None, (topic, discussion.subject)):
        key = subject_key(subject)
        same = [line for line in written if subject_key(line.subject) == key]
        begun = same and same[0] is written[0] and same[0].by_team
        proven = [line for line in same if line.is_proven_for(client_id)]
        if not same or begun or (proven and subject == discussion.subject):
            return subject
        if any(line.author_id == client_id for line in proven) or audiences.posts_heard(
            db, [line.post_id for line in proven], client_id
        ):
            return subject
    return None


def _topic_of(db: Connection, discussion: Discussion, post_id: int) -> str | None:
    """A subject that was typed over, or that of a discussion which was merged into this one."""
    subject, changed = posts.topic(db, post_id)
    key = subject_key(subject)
    if changed or not key or key == discussion.base_subject:
        return subject if changed else None
    return subject if key in discussions.merged_subjects(db, discussion.id) else None
