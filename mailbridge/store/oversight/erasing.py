"""A person is forgotten: their words and files go, others' words stay."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, or_, select, text, update

from mailbridge.domain.project import Role
from mailbridge.store.directory import ways_in
from mailbridge.store.engine.schema import (
    address_claims,
    attachments,
    audiences,
    author_policies,
    draft_files,
    drafts,
    events,
    inbounds,
    memberships,
    outbox,
    participants,
    people,
    person_addresses,
    person_merges,
    posts,
    presence,
    question_changes,
    questions,
    raws,
    reactions,
    saved_views,
    shared_letters,
    surveys,
    tasks,
    unfolded_programs,
    updates_done,
)
from mailbridge.store.engine.search_table import Kind
from mailbridge.store.inbound import given_files
from mailbridge.store.outbox.contents import forget_unused
from mailbridge.store.oversight.person_rows import scrub
from mailbridge.store.search import index, mail_words
from mailbridge.values import dataclass

OF_THEM = (
    memberships,
    participants,
    audiences,
    reactions,
    address_claims,
    surveys,
    saved_views,
    updates_done,
    drafts,
    draft_files,
    presence,
    unfolded_programs,
)  # rows that go with a person
EMPTY: dict[str, Any] = {
    "text": "", "text_pieces": None, "reply": "", "quoted": "", "signature": "",
    "safe_html": None, "subject": "", "held": None, "cuts": [], "digest": None,
    "message_id": None, "in_reply_to": None, "answer_to": None, "form": None,
    "invitation": None, "flags": [], "via": [],
}  # fmt: skip
TELLING = (events, outbox, shared_letters)  # what tells of questions besides themselves


@dataclass(frozen=True, slots=True)
class Raw:
    """The octets of a message, and where they lie."""

    id: int
    sha256: str
    content: bytes | None  # None: in the blob store
    own: bool  # the person wrote it


def ids_of(db: Connection, person_id: int) -> list[int]:
    """The person, and everybody who was found to be the same."""
    found, fresh = [person_id], [person_id]
    while fresh:
        wanted = select(people.c.id).where(people.c.merged_into.in_(fresh))
        fresh = [one for one in db.execute(wanted).scalars() if one not in found]
        found += fresh
    return found


def raws_near(db: Connection, ids: Sequence[int], addresses: Sequence[str]) -> list[Raw]:
    """The messages that they wrote, and those of the discussions that they took part in."""
    places = select(posts.c.discussion_id).where(posts.c.author_id.in_(ids))
    parts = select(participants.c.discussion_id).where(participants.c.person_id.in_(ids))
    own = _own_inbounds(ids, addresses)
    near = or_(own, inbounds.c.discussion_id.in_(places), inbounds.c.discussion_id.in_(parts))
    rows = db.execute(
        select(raws, own.label("own")).join(inbounds, inbounds.c.raw_id == raws.c.id).where(near)
    ).all()
    rows = [*rows, *_given(db, ids, or_(_posts_in(places), _posts_in(parts)))]
    mine = {row.id for row in rows if row.own}
    seen = {row.id: row for row in rows}
    return [Raw(row.id, row.sha256, row.content, row.id in mine) for row in seen.values()]


def _posts_in(chosen: Any) -> Any:
    """Posts of these discussions."""
    return posts.c.discussion_id.in_(chosen)


def _given(db: Connection, ids: Sequence[int], near: Any) -> Sequence[Any]:
    """Messages that hold files which somebody gave at a door."""
    own = raws.c.id.in_(given_files.raw_ids(posts.c.author_id.in_(ids))).label("own")
    either = given_files.raw_ids(or_(posts.c.author_id.in_(ids), near))
    return db.execute(select(raws, own).where(raws.c.id.in_(either))).all()


def _own_inbounds(ids: Sequence[int], addresses: Sequence[str]) -> Any:
    theirs = select(posts.c.id).where(posts.c.author_id.in_(ids))
    return inbounds.c.author.in_(addresses) | inbounds.c.post_id.in_(theirs)


def put_raw(db: Connection, raw_id: int, sha256: str, content: bytes | None, size: int) -> None:
    """Other octets for a message; None: they lie in the blob store under that hash."""
    values = {"sha256": sha256, "content": content, "size": size}
    db.execute(update(raws).where(raws.c.id == raw_id).values(**values))


def drop_raws(db: Connection, ids: Sequence[int]) -> None:
    """Messages are kept no longer, nor the files in them."""
    db.execute(update(inbounds).where(inbounds.c.raw_id.in_(ids)).values(raw_id=None))
    db.execute(delete(attachments).where(attachments.c.raw_id.in_(ids)))
    db.execute(delete(raws).where(raws.c.id.in_(ids)))


def is_blob_used(db: Connection, sha256: str) -> bool:
    """Whether a message still lies in the blob store under this hash."""
    same = (raws.c.sha256 == sha256) & raws.c.content.is_(None)
    return db.execute(select(raws.c.id).where(same).limit(1)).first() is not None


def leave_no_traces(db: Connection) -> None:
    """What this connection deletes is overwritten in SQLite's file, too."""
    if db.dialect.name == "sqlite":
        db.execute(text("PRAGMA secure_delete = ON"))


def leave_no_words(db: Connection) -> None:
    """Words that SQLite's index has merely marked as deleted leave its file
    (https://sqlite.org/fts5.html#the_optimize_command); the whole index is written anew.
    """
    leave_no_traces(db)
    if db.dialect.name == "sqlite":
        db.execute(text("INSERT INTO search_words(search_words) VALUES('optimize')"))


def erase_words(db: Connection, ids: Sequence[int], addresses: Sequence[str]) -> None:
    """What they wrote goes: posts are empty, their files are gone, letters about them and letters
    to them, too.
    """
    own = list(db.execute(select(posts.c.id).where(posts.c.author_id.in_(ids))).scalars())
    index.forget_posts(db, own)
    mine = _own_inbounds(ids, addresses)
    index.forget(db, Kind.MAIL, db.execute(select(inbounds.c.id).where(mine)).scalars().all())
    for post_ids in _some(own):
        db.execute(delete(attachments).where(attachments.c.post_id.in_(post_ids)))
    db.execute(
        update(inbounds)
        .where(mine)
        .values(subject="", reverse_path="", author="", forward_path="", trail=[], note=None)
    )
    db.execute(update(inbounds).where(mine).values(message_id=None, client=None, helo=None))
    for post_ids in _some(own):
        db.execute(update(posts).where(posts.c.id.in_(post_ids)).values(**EMPTY))
    _erase_events(db, ids, own)
    _erase_questions(db, ids)
    letters = outbox.c.person_id.in_(ids) | outbox.c.post_id.in_(own)
    gone = db.execute(delete(outbox).where(letters).returning(outbox.c.id, outbox.c.shared_id))
    rows = gone.all()
    mail_words.forget(db, Kind.LETTER, [row.id for row in rows])
    forget_unused(db, [row.shared_id for row in rows])


def _erase_events(db: Connection, ids: Sequence[int], own: Sequence[int]) -> None:
    """What the time line says of what they did; and their questions, wherever they are told."""
    db.execute(delete(events).where(events.c.actor_id.in_(ids) | events.c.post_id.in_(own)))
    asked = select(questions.c.text).where(questions.c.asked_by.in_(ids), questions.c.text != "")
    for words in db.execute(asked.distinct()).scalars().all():
        for table in TELLING:
            scrub(db, table, [], words, "")


def _erase_questions(db: Connection, ids: Sequence[int]) -> None:
    asked = {"text": "", "consequence": None, "evidence": ""}
    db.execute(update(questions).where(questions.c.asked_by.in_(ids)).values(**asked))
    db.execute(update(questions).where(questions.c.changed_by.in_(ids)).values(evidence=""))
    changed = question_changes.c.changed_by.in_(ids)
    db.execute(update(question_changes).where(changed).values(words=""))


def erase_person(
    db: Connection, ids: Sequence[int], addresses: Sequence[str], now: datetime
) -> None:
    """Nobody has their addresses any more; what is left of them is a number."""
    for number in ids:
        ways_in.close_all(db, number)
    for table in OF_THEM:
        db.execute(delete(table).where(table.c.person_id.in_(ids)))
    db.execute(delete(person_addresses).where(person_addresses.c.person_id.in_(ids)))
    db.execute(delete(author_policies).where(author_policies.c.author.in_(addresses)))
    merged = person_merges.c.away_id.in_(ids) | person_merges.c.into_id.in_(ids)
    db.execute(delete(person_merges).where(merged))
    db.execute(update(tasks).where(tasks.c.assignee_id.in_(ids)).values(assignee_id=None))
    left = {
        "name": "", "role": Role.CLIENT.value, "language": "en", "time_zone": "UTC",
        "zone_from": "", "away_until": None, "staged": False, "disabled": now, "erased": now,
        "signature": "",
    }  # fmt: skip
    db.execute(update(people).where(people.c.id.in_(ids)).values(**left))
    index.put_people_again(db, ids)


def _some(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[start : start + 500] for start in range(0, len(ids), 500)]
