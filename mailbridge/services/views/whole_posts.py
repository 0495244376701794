"""The posts of a discussion with all that a page shows of each."""

from collections.abc import Collection

from sqlalchemy import Connection

from mailbridge.services.views.models import PostView
from mailbridge.services.views.post_views import (
    marked,
    posts_for,
    with_reactions,
    with_sentences,
)
from mailbridge.store.directory import people
from mailbridge.store.discussions import audiences, posts, reactions, taking_part
from mailbridge.store.inbound import mail_log


def whole_posts(
    db: Connection,
    discussion_id: int,
    reader_id: int | None = None,
    ids: Collection[int] | None = None,
) -> tuple[PostView, ...]:
    """All posts (None) or these, in order, as far as somebody may read them: the team, or with
    `reader_id` that observer.
    """
    rows = posts.post_rows(db, discussion_id, ids)
    heard = audiences.of_posts(db, (row.id for row in rows))
    rows = [row for row in rows if reader_id is None or is_readable(row, heard, reader_id)]
    participants = taking_part.participants_of(db, discussion_id)
    signs = reactions.of_discussion(db, discussion_id, ids)
    who = {row.author_id for row in rows} | {part.person.id for part in participants}
    who |= {person for groups in heard.values() for group in groups for person in group}
    known = people.by_ids(db, who | {given.person_id for sign in signs.values() for given in sign})
    files = posts.attachments_of(db, discussion_id, ids)
    shown = marked(posts_for(reader_id is None, rows, files, known, heard), rows, participants)
    trails = mail_log.trails_of_discussion(db, discussion_id, ids)
    return with_reactions(with_sentences(shown, trails), signs, known)


def is_readable(row: posts.PostRow, heard: audiences.Heard, reader_id: int) -> bool:
    """Whether an observer may read a post: it is not internal, does not stay with the team, and was
    meant for them.
    """
    return not row.internal and row.released and audiences.may_read(heard, row.id, reader_id)
