"""The subject an answer bears, where a reply has changed it."""

from typing import Any

from sqlalchemy import Connection

from mailbridge.domain.discussion import SUBJECT_CHANGED, Discussion
from mailbridge.store.discussions import audiences, posts


def topic_of(db: Connection, discussion: Discussion, answered: int | None) -> dict[str, Any]:
    """Columns of a member's post: it bears the subject of the post it answers, or of the newest
    that a client may see, where that one changed it; else nothing.
    """
    number = answered if answered is not None else audiences.newest(db, discussion.id)
    subject = posts.changed_subject(db, number) if number is not None else None
    return {"subject": subject, "flags": [SUBJECT_CHANGED]} if subject else {}
