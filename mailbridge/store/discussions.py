"""Discussions, their posts, participants, questions and events."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, or_, select, update

from mailbridge.domain.discussion import Channel, Discussion, Move, Post, Question, State
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.inbound import Seen
from mailbridge.domain.message import Attachment
from mailbridge.domain.project import Participant
from mailbridge.store import people
from mailbridge.store.prepared import Prepared, on_either
from mailbridge.store.schema import (
    EPOCH,
    Time,
    attachments,
    discussions,
    events,
    outbox,
    participants,
    person_addresses,
    posts,
    questions,
    raws,
    seen_ids,
    sketches,
)

MERGES = 20  # of merged discussions that were merged again

_AT: Any = bindparam("discussion_id")
_IN: Any = bindparam("project_id")
_BY_ID = Prepared(select(discussions).where(discussions.c.id == bindparam("id")))
_BY_IDS = Prepared(select(discussions).where(discussions.c.id.in_(bindparam("ids", expanding=True))))
_ADD = Prepared(insert(discussions).returning(discussions.c.id))
_CHANGE = Prepared(update(discussions).where(discussions.c.id == bindparam("this")))
_SAME_SUBJECT = Prepared(
    select(discussions)
    .where(
        discussions.c.project_id == _IN,
        discussions.c.base_subject == bindparam("base_subject"),
        discussions.c.last_written >= bindparam("since", type_=Time),
        discussions.c.merged_into.is_(None),
    )
    .order_by(discussions.c.last_written.desc(), discussions.c.id.desc())
    .limit(10)
)
_PARTICIPANTS = Prepared(select(participants).where(participants.c.discussion_id == _AT))
_ADMITTED = Prepared(
    select(participants.c.discussion_id, participants.c.person_id).where(
        participants.c.discussion_id.in_(bindparam("ids", expanding=True)), participants.c.admitted
    )
)
_DOMAINS = Prepared(
    select(participants.c.discussion_id)
    .join(person_addresses, person_addresses.c.person_id == participants.c.person_id)
    .where(participants.c.discussion_id.in_(bindparam("ids", expanding=True)), participants.c.admitted)
    .where(person_addresses.c.address.like(bindparam("ending")))
)
_JOIN = on_either(lambda dialect: dialect.insert(participants).on_conflict_do_nothing())
_ADD_POST = on_either(lambda dialect: dialect.insert(posts).on_conflict_do_nothing().returning(posts.c.id))
_SAME_POST = Prepared(
    select(posts.c.id, posts.c.discussion_id).where(
        posts.c.project_id == _IN, posts.c.message_id == bindparam("message_id"), posts.c.digest == bindparam("digest")
    )
)
_ATTACH = Prepared(insert(attachments))
_SEEN = Prepared(select(seen_ids).where(seen_ids.c.project_id == _IN, seen_ids.c.message_id.in_(bindparam("ids", expanding=True))))
_SKETCH = on_either(lambda dialect: dialect.insert(sketches).on_conflict_do_nothing())
_RUNS = Prepared(
    select(sketches.c.discussion_id).where(sketches.c.project_id == _IN, sketches.c.run.in_(bindparam("runs", expanding=True)))
)
_QUESTIONS = Prepared(select(questions).where(questions.c.discussion_id == _AT).order_by(questions.c.number))
_ASK = Prepared(insert(questions))
_NEXT_NUMBER = {
    side: Prepared(
        update(discussions)
        .where(discussions.c.id == bindparam("this"))
        .values({counter: counter + bindparam("count", type_=counter.type)})
        .returning(counter)
    )
    for side, counter in (("client", discussions.c.next_question), ("team", discussions.c.next_request))
}
_ANSWER = Prepared(update(questions).where(questions.c.id.in_(bindparam("ids", expanding=True))))
_RECORD = Prepared(insert(events))


def _remembering(dialect: Any) -> Any:
    """An id that was only referred to becomes ours when its message comes at last."""
    fresh = dialect.insert(seen_ids)
    grown = {"by_us": or_(seen_ids.c.by_us, fresh.excluded.by_us)}
    return fresh.on_conflict_do_update(index_elements=list(seen_ids.primary_key), set_=grown)


_REMEMBER = on_either(_remembering)


def discussion(row: Any) -> Discussion:
    return Discussion(
        id=row.id,
        project_id=row.project_id,
        subject=row.subject,
        base_subject=row.base_subject,
        state=State(row.state),
        created=row.created,
        updated=row.updated,
        whose_move=Move(row.whose_move),
        internal=row.internal,
        closed_at=row.closed_at,
        last_written=row.last_written,
        parted=row.parted,
    )


def by_id(db: Connection, discussion_id: int) -> Discussion | None:
    """A discussion that was merged into another is that other one."""
    row = _BY_ID.first(db, {"id": discussion_id})
    for _ in range(MERGES):
        if row is None or row.merged_into is None:
            break
        row = _BY_ID.first(db, {"id": row.merged_into})
    return discussion(row) if row else None


def by_ids(db: Connection, ids: Iterable[int]) -> dict[int, Discussion]:
    wanted = sorted(set(ids))
    rows = _BY_IDS.all(db, {"ids": wanted}) if wanted else ()
    return {row.id: discussion(row) for row in rows}


def add(
    db: Connection, project_id: int, subject: str, base_subject: str, now: datetime, internal: bool = False, parted: bool = False
) -> int:
    values = {"project_id": project_id, "subject": subject, "base_subject": base_subject, "internal": internal, "parted": parted}
    values |= {"created": now, "updated": now, "last_written": EPOCH}
    made: int = _ADD.scalar(db, values)
    return made


def change(db: Connection, discussion_id: int, **values: Any) -> None:
    _CHANGE.run(db, {"this": discussion_id, **values})


def listing(viewer_projects: frozenset[int] | None) -> Select[Any]:
    """Discussions, newest activity first, of the projects a viewer may see (None: all)."""
    wanted = select(discussions).where(discussions.c.merged_into.is_(None)).order_by(discussions.c.updated.desc(), discussions.c.id.desc())
    return wanted if viewer_projects is None else wanted.where(discussions.c.project_id.in_(viewer_projects))


def page(
    db: Connection,
    viewer_projects: frozenset[int] | None,
    project_id: int | None = None,
    state: str | None = None,
    limit: int = 100,
    before: tuple[datetime, int] | None = None,
    inside: bool = True,
) -> list[Discussion]:
    """`inside`: internal ones among them."""
    wanted = listing(viewer_projects).limit(limit)
    if not inside:
        wanted = wanted.where(discussions.c.internal.is_(False))
    if project_id is not None:
        wanted = wanted.where(discussions.c.project_id == project_id)
    if state is not None:
        wanted = wanted.where(discussions.c.state == state)
    if before is not None:
        older = (discussions.c.updated < before[0]) | ((discussions.c.updated == before[0]) & (discussions.c.id < before[1]))
        wanted = wanted.where(older)
    return [discussion(row) for row in db.execute(wanted)]


def same_subject(db: Connection, project_id: int, base_subject: str, since: datetime) -> list[Discussion]:
    """The ten newest discussions of a project with this base subject and activity since then."""
    rows = _SAME_SUBJECT.all(db, {"project_id": project_id, "base_subject": base_subject, "since": since})
    return [discussion(row) for row in rows]


# participants


def add_participants(db: Connection, discussion_id: int, ids: Iterable[int], now: datetime, admitted: bool = True) -> None:
    rows = [{"discussion_id": discussion_id, "person_id": person, "admitted": admitted, "joined": now} for person in sorted(set(ids))]
    _JOIN.run_each(db, rows)


def change_participant(db: Connection, discussion_id: int, person_id: int, **values: Any) -> bool:
    same = (participants.c.discussion_id == discussion_id) & (participants.c.person_id == person_id)
    return db.execute(update(participants).where(same).values(**values)).rowcount > 0


def participants_of(db: Connection, discussion_id: int) -> tuple[Participant, ...]:
    rows = _PARTICIPANTS.all(db, {"discussion_id": discussion_id})
    known = people.by_ids(db, (row.person_id for row in rows))
    found = (Participant(known[row.person_id], row.muted, row.admitted) for row in rows)
    return tuple(sorted(found, key=lambda participant: participant.person.id))


def with_domain(db: Connection, discussion_ids: Sequence[int], domain: str) -> frozenset[int]:
    """Those of the discussions in which somebody with an address of this domain was let in."""
    found = _DOMAINS.all(db, {"ids": list(discussion_ids), "ending": f"%@{domain}"})
    return frozenset(row.discussion_id for row in found)


def everyone_in(db: Connection, discussion_id: int) -> list[int]:
    """Participants' ids, newcomers among them."""
    return [row.person_id for row in _PARTICIPANTS.all(db, {"discussion_id": discussion_id})]


def participant_ids(db: Connection, discussion_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Those already let in, of each discussion."""
    wanted = sorted(set(discussion_ids))
    if not wanted:
        return {}
    found: dict[int, set[int]] = {one: set() for one in wanted}
    for row in _ADMITTED.all(db, {"ids": wanted}):
        found[row.discussion_id].add(row.person_id)
    return {key: frozenset(ids) for key, ids in found.items()}


# posts


def post(row: Any) -> Post:
    return Post(
        id=row.id,
        discussion_id=row.discussion_id,
        author_id=row.author_id,
        channel=Channel(row.channel),
        internal=row.internal,
        verified=row.verified,
        message_id=row.message_id,
        created=row.created,
        text=row.text,
        reply=row.reply,
        quoted=row.quoted,
        signature=row.signature,
        safe_html=row.safe_html,
        kind=row.kind,
        why=row.why,
    )


def add_post(db: Connection, values: Mapping[str, Any]) -> int | None:
    """None when the project holds the same message (message_id and digest) already."""
    made: int | None = _ADD_POST.scalar(db, values)
    return made


def same_post(db: Connection, project_id: int, message_id: str, digest: str) -> tuple[int, int] | None:
    """(post, discussion) of a message that was filed before."""
    row = _SAME_POST.first(db, {"project_id": project_id, "message_id": message_id, "digest": digest})
    return (row.id, row.discussion_id) if row else None


def post_by_id(db: Connection, post_id: int) -> Post | None:
    row = db.execute(select(posts).where(posts.c.id == post_id)).first()
    return post(row) if row else None


PostRow = Any  # a row of schema.posts


def post_rows(db: Connection, discussion_id: int) -> Sequence[PostRow]:
    return db.execute(select(posts).where(posts.c.discussion_id == discussion_id).order_by(posts.c.id)).all()


def post_counts(db: Connection, discussion_ids: Iterable[int]) -> dict[int, int]:
    wanted = sorted(set(discussion_ids))
    rows = select(posts.c.discussion_id, func.count().label("n")).where(posts.c.discussion_id.in_(wanted)).group_by(posts.c.discussion_id)
    return {row.discussion_id: row.n for row in db.execute(rows)} if wanted else {}


def add_attachments(db: Connection, post_id: int, raw_id: int, files: Iterable[Attachment]) -> None:
    rows = [
        {
            "post_id": post_id,
            "raw_id": raw_id,
            "part": file.part,
            "filename": file.filename,
            "content_type": file.content_type,
            "size": file.size,
            "sha256": file.sha256,
            "inline": file.inline,
            "content_id": file.content_id,
        }
        for file in files
    ]
    _ATTACH.run_each(db, rows)


def attachments_of(db: Connection, discussion_id: int) -> Sequence[Any]:
    wanted = select(attachments).join(posts, posts.c.id == attachments.c.post_id).where(posts.c.discussion_id == discussion_id)
    return db.execute(wanted.order_by(attachments.c.id)).all()


def attachment(db: Connection, attachment_id: int) -> Any | None:
    """Its row, with `project_id`, `inside` (of an internal post or discussion), and the raw message's `content`, `raw_sha256`."""
    inside = or_(posts.c.internal, discussions.c.internal).label("inside")
    wanted = (
        select(attachments, posts.c.project_id, inside, raws.c.content, raws.c.sha256.label("raw_sha256"))
        .join(posts, posts.c.id == attachments.c.post_id)
        .join(discussions, discussions.c.id == posts.c.discussion_id)
        .join(raws, raws.c.id == attachments.c.raw_id)
    )
    return db.execute(wanted.where(attachments.c.id == attachment_id)).first()


# identification fields


def remember_ids(db: Connection, project_id: int, discussion_id: int, ours: Iterable[str], named: Iterable[str] = ()) -> None:
    """`ours`: ids of posts and letters; `named`: ids that were only referred to."""
    by_us = dict.fromkeys(named, False) | dict.fromkeys(ours, True)
    rows = [{"project_id": project_id, "message_id": one, "discussion_id": discussion_id, "by_us": flag} for one, flag in by_us.items()]
    _REMEMBER.run_each(db, rows)


def seen(db: Connection, project_id: int, ids: Iterable[str]) -> tuple[Seen, ...]:
    wanted = sorted(set(ids))
    if not wanted:
        return ()
    rows = _SEEN.all(db, {"project_id": project_id, "ids": wanted})
    return tuple(Seen(row.message_id, row.discussion_id, row.by_us) for row in rows)


def remember_words(db: Connection, project_id: int, discussion_id: int, runs: Iterable[int]) -> None:
    rows = [{"project_id": project_id, "run": run, "discussion_id": discussion_id} for run in sorted(set(runs))]
    _SKETCH.run_each(db, rows)


def where_written(db: Connection, project_id: int, runs: Sequence[int]) -> list[int]:
    """The discussion of each run of words that is known, repeated as often as it matches."""
    found: list[int] = []
    for start in range(0, len(runs), people.CHUNK):
        rows = _RUNS.all(db, {"project_id": project_id, "runs": list(runs[start : start + people.CHUNK])})
        found += [row.discussion_id for row in rows]
    return found


# questions


def question(row: Any) -> Question:
    return Question(
        id=row.id,
        discussion_id=row.discussion_id,
        number=row.number,
        text=row.text,
        asked_by=row.asked_by,
        asked_of=row.asked_of,
        due=row.due,
        consequence=row.consequence,
        answered=row.answered_at is not None,
        answered_at=row.answered_at,
        side=row.side,
    )


def questions_of(db: Connection, discussion_id: int) -> tuple[Question, ...]:
    rows = _QUESTIONS.all(db, {"discussion_id": discussion_id})
    return tuple(question(row) for row in rows)


def asked_inside(db: Connection, discussion_id: int) -> frozenset[int]:
    """The ids of questions that stand in internal posts."""
    inside = select(posts.c.id).where(posts.c.discussion_id == discussion_id, posts.c.internal)
    wanted = select(questions.c.id).where(questions.c.discussion_id == discussion_id, questions.c.post_id.in_(inside))
    return frozenset(db.execute(wanted).scalars())


def ask(db: Connection, discussion_id: int, side: str, asked: Sequence[Mapping[str, Any]]) -> list[int]:
    """Add questions to one side with fresh numbers, never given to that side before in this discussion; returns the numbers."""
    if not asked:
        return []
    after: int = _NEXT_NUMBER[side].scalar(db, {"this": discussion_id, "count": len(asked)})
    numbers = list(range(after - len(asked), after))
    rows = [{"discussion_id": discussion_id, "side": side, "number": number, **row} for number, row in zip(numbers, asked, strict=True)]
    _ASK.run_each(db, rows)
    return numbers


def answer(db: Connection, question_ids: Iterable[int], post_id: int, now: datetime) -> None:
    ids = sorted(set(question_ids))
    if ids:
        _ANSWER.run(db, {"ids": ids, "answered_by": post_id, "answered_at": now})


# events


def record(db: Connection, happened: Iterable[Event]) -> None:
    rows = [
        {
            "discussion_id": event.discussion_id,
            "kind": event.kind.value,
            "at": event.at,
            "actor_id": event.actor_id,
            "post_id": event.post_id,
            "task_id": event.task_id,
            "details": event.details,
        }
        for event in happened
    ]
    _RECORD.run_each(db, rows)


def events_of(db: Connection, discussion_id: int) -> list[Event]:
    rows = db.execute(select(events).where(events.c.discussion_id == discussion_id).order_by(events.c.id))
    return [Event(row.discussion_id, EventKind(row.kind), row.at, row.actor_id, row.post_id, row.task_id, row.details) for row in rows]


def forget_ids(db: Connection, discussion_id: int, ids: Iterable[str]) -> None:
    same = (seen_ids.c.discussion_id == discussion_id) & seen_ids.c.message_id.in_(sorted(set(ids)))
    db.execute(delete(seen_ids).where(same))


# reply addresses


def is_exposed(db: Connection, discussion_id: int, person_id: int) -> bool:
    """The person's reply address was seen in a letter that went to others, too."""
    same = (participants.c.discussion_id == discussion_id) & (participants.c.person_id == person_id)
    return bool(db.execute(select(participants.c.exposed).where(same)).scalar())


def answers_internal(db: Connection, project_id: int, person_id: int, ids: Sequence[str], among: Iterable[int]) -> bool:
    """Is it an answer to an internal note? By the ids it names; where they name nothing of ours, by the last letter to its author."""
    ours = (
        select(posts.c.internal)
        .join(outbox, outbox.c.post_id == posts.c.id)
        .where(posts.c.project_id == project_id, outbox.c.person_id == person_id)
    )
    if ids:
        named = db.execute(ours.where(outbox.c.message_id.in_(ids)).limit(1)).scalar()
        if named is None:
            own = select(posts.c.internal).where(posts.c.project_id == project_id, posts.c.message_id.in_(ids))
            named = db.execute(own.limit(1)).scalar()
        if named is not None:
            return bool(named)
    last = ours.where(posts.c.discussion_id.in_(sorted(among))).order_by(outbox.c.id.desc()).limit(1)
    return bool(db.execute(last).scalar())
