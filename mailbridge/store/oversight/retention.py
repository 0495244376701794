"""What is older than it is to be kept goes, with all that holds its words.

A discussion goes as a whole once nothing was added to it for so long. By the schema its posts,
questions, tasks, events and everything else that refers to it go with it; what does not refer to it
by a foreign key stands in HOLDS, and here is how each goes.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, func, or_, select

from mailbridge.store.engine.schema import (
    attachments,
    discussions,
    inbounds,
    outbox,
    posts,
    projects,
    raws,
    surveys,
    tasks,
)
from mailbridge.store.engine.search_table import Kind
from mailbridge.store.inbound import given_files
from mailbridge.store.outbox.contents import forget_unused
from mailbridge.store.oversight.erasing import leave_no_traces
from mailbridge.store.search import index, mail_words
from mailbridge.values import dataclass

AT_ONCE = 100  # discussions, or messages, in one transaction
HOLDS = {  # every table with text: how its words go, or why they stay
    "discussions": "deleted",
    "drafts": "with the discussion",
    "draft_files": "with the discussion; of one that is not begun, when others are chosen for it",
    "outbox": "letters of the discussion are deleted, others by their age",
    "shared_letters": "with the last letter that shares it",
    "inbounds": "those of the discussion are deleted, others by their age",
    "surveys": "deleted by their age",
    "raws": "with the last row of the mail log that has it; its blob after that",
    "search_words": "words of the discussion, its posts, files and tasks are forgotten",
}
_WHO = "who somebody is; erased with the person"
_SET = "what somebody set; it holds no words of a message"
STAY = {  # tables whose rows are kept, each with its reason
    "address_claims": _WHO,
    "alias_tests": "of our own test letters",
    "aliases": _SET,
    "api_tokens": _WHO,
    "audit_log": "who did what; it holds no words of a message",
    "author_policies": _SET,
    "automatic_letters": "addresses that were answered on a day; erased with the person",
    "companies": _SET,
    "company_domains": _SET,
    "company_merges": _SET,
    "declarations": _SET,
    "dkim_keys": _SET,
    "follow_levels": _SET,
    "forms": _WHO,
    "memberships": _WHO,
    "meta": "of the installation",
    "passkeys": _WHO,
    "passwords": _WHO,
    "people": _WHO,
    "person_addresses": _WHO,
    "person_merges": _WHO,
    "pictures": "hashes",
    "presence": "who is there just now",
    "project_keys": _SET,
    "projects": _SET,
    "shown_addresses": "numbers",
    "repeated_requests": "hashes and sealed answers, for a day",
    "saved_views": _SET,
    "sign_ins": _WHO,
    "tallies": "counts of an hour by address; erased with the person",
    "tries": "hashes, for a quarter of an hour; the round of the retention forgets the last ones",
    "unfolded_programs": "names of mail programs; erased with the person",
    "web_sessions": _WHO,
    "webhooks": _SET,
}


@dataclass(frozen=True, slots=True)
class Gone:
    """What a transaction deleted."""

    discussions: int
    messages: int
    blobs: tuple[str, ...]  # that may lie under no message any more

    @property
    def has_any(self) -> bool:
        """Whether there was something, and so may be more."""
        return bool(self.discussions or self.messages)


def days_of_projects(db: Connection) -> list[tuple[int, str, int | None]]:
    """Each project: its id, its name, and how many days it keeps; None: as the settings say."""
    rows = db.execute(select(projects.c.id, projects.c.name, projects.c.retention_days))
    return [(row.id, row.name, row.retention_days) for row in rows.all()]


def count_old(db: Connection, project_id: int | None, before: datetime) -> tuple[int, int]:
    """How many discussions and other messages would go; None: of no project."""
    old = select(func.count()).select_from(discussions).where(_old(project_id, before))
    rest = select(func.count()).select_from(inbounds).where(_old_mail(project_id, before))
    return db.execute(old).scalar_one(), db.execute(rest).scalar_one()


def forget_old(db: Connection, project_id: int | None, before: datetime) -> Gone:
    """Delete some of them, the oldest first; called again and again until there is nothing."""
    leave_no_traces(db)
    wanted = select(discussions.c.id).where(_old(project_id, before))
    ids = list(
        db.execute(
            wanted.order_by(discussions.c.updated).limit(AT_ONCE).with_for_update(skip_locked=True)
        ).scalars()
    )
    here = inbounds.c.discussion_id.in_(ids)
    gone = _delete_mail(db, here, limit=None)
    given = _forget_discussions(db, ids)
    answers = (surveys.c.project_id == project_id) & (surveys.c.asked < before)
    db.execute(delete(surveys).where(answers))
    others = _delete_mail(db, _old_mail(project_id, before), AT_ONCE)
    if project_id is None:
        _forget_letters(db, outbox.c.discussion_id.is_(None) & (outbox.c.created < before))
    return Gone(len(ids), others[0], (*gone[1], *given, *others[1]))


def _old(project_id: int | None, before: datetime) -> ColumnElement[bool]:
    """Nothing was added since, and nothing is left to do."""
    undone = exists(
        select(tasks.c.id).where(tasks.c.discussion_id == discussions.c.id, tasks.c.state != "done")
    )
    return (discussions.c.project_id == project_id) & (discussions.c.updated < before) & ~undone


def _old_mail(project_id: int | None, before: datetime) -> ColumnElement[bool]:
    """Messages that became no post, decided long ago."""
    return (
        (inbounds.c.project_id == project_id)
        & inbounds.c.discussion_id.is_(None)
        & (inbounds.c.received < before)
        & (inbounds.c.state == "done")
    )


def _forget_discussions(db: Connection, ids: Sequence[int]) -> tuple[str, ...]:
    """Returns the hashes of files that somebody gave, as far as they lay in the blob store."""
    within = posts.c.discussion_id.in_(ids)
    index.forget_posts(db, db.execute(select(posts.c.id).where(within)).scalars().all())
    under = select(tasks.c.id).where(tasks.c.discussion_id.in_(ids))
    index.forget(db, Kind.TASK, db.execute(under).scalars().all())
    index.forget(db, Kind.DISCUSSION, ids)
    _forget_letters(db, outbox.c.discussion_id.in_(ids))
    _forget_letters(db, outbox.c.post_id.in_(select(posts.c.id).where(within)))
    _forget_letters(db, outbox.c.task_id.in_(under))
    given = given_files.drop(db, within)
    db.execute(delete(discussions).where(discussions.c.id.in_(ids)))
    return given


def _forget_letters(db: Connection, wanted: ColumnElement[bool]) -> None:
    """Also those that still wait: whom they tell of something that is gone."""
    gone = db.execute(delete(outbox).where(wanted).returning(outbox.c.id, outbox.c.shared_id))
    rows = gone.all()
    mail_words.forget(db, Kind.LETTER, [row.id for row in rows])
    forget_unused(db, [row.shared_id for row in rows])


def _delete_mail(
    db: Connection, wanted: ColumnElement[bool], limit: int | None
) -> tuple[int, tuple[str, ...]]:
    """Rows of the mail log, and the octets that no other row has. Returns how many rows, and the
    hashes of octets that lay in the blob store.
    """
    chosen = select(inbounds.c.id, inbounds.c.raw_id).where(wanted).order_by(inbounds.c.id)
    rows = db.execute(chosen.limit(limit)).all()
    raw_ids = {row.raw_id for row in rows if row.raw_id is not None}
    _delete_files(db, [row.id for row in rows])
    _forget_letters(db, outbox.c.inbound_id.in_([row.id for row in rows]))
    db.execute(delete(inbounds).where(inbounds.c.id.in_([row.id for row in rows])))
    mail_words.forget(db, Kind.MAIL, [row.id for row in rows])
    used = or_(
        raws.c.id.in_(select(inbounds.c.raw_id).where(inbounds.c.raw_id.in_(raw_ids))),
        raws.c.id.in_(select(attachments.c.raw_id).where(attachments.c.raw_id.in_(raw_ids))),
    )
    unused = delete(raws).where(raws.c.id.in_(raw_ids), ~used)
    gone: Any = db.execute(unused.returning(raws.c.sha256, given_files.IN_THE_ROW))
    return len(rows), tuple(row.sha256 for row in gone.all() if row.octets is None)


def _delete_files(db: Connection, inbound_ids: Sequence[int]) -> None:
    """Files point to the octets they stand in."""
    of_mail = select(posts.c.id).where(posts.c.inbound_id.in_(inbound_ids))
    db.execute(delete(attachments).where(attachments.c.post_id.in_(of_mail)))
