"""Letters owed and sent."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from operator import attrgetter
from typing import Any

from sqlalchemy import BigInteger, Connection, Integer, and_, bindparam, delete, select, update

from mailbridge import maillog
from mailbridge.domain.letter import Letter
from mailbridge.domain.message import Mailbox
from mailbridge.store.discussions import questions
from mailbridge.store.engine.prepared import Prepared, on_either
from mailbridge.store.engine.schema import (
    discussions,
    events,
    outbox,
    people,
    posts,
    seen_ids,
)
from mailbridge.store.engine.transaction import after_commit
from mailbridge.store.inbound import counts
from mailbridge.store.outbox.letter_json import read, write

OPEN = ("queued", "held", "deferred")
_ADD = on_either(
    lambda dialect: (
        dialect.insert(outbox)
        .on_conflict_do_nothing()
        .returning(
            outbox.c.id,
            outbox.c.letter,
            outbox.c.to,
            outbox.c.discussion_id,
            outbox.c.post_id,
            outbox.c.inbound_id,
        )
    )
)
_REMEMBER = on_either(lambda dialect: dialect.insert(seen_ids).on_conflict_do_nothing())
_STATUS = Prepared(  # of a letter, written by whoever has it
    update(outbox).where(
        outbox.c.id == bindparam("this", type_=BigInteger()),
        outbox.c.state.in_(OPEN),
        outbox.c.attempts == bindparam("fence", type_=Integer()),
    )
)
_NEWS = Prepared(
    select(outbox.c.id, outbox.c.person_id, outbox.c.content, outbox.c.task_id)
    .where(
        outbox.c.discussion_id == bindparam("d", type_=BigInteger()),
        outbox.c.letter.in_(("task", "client_task")),
        outbox.c.state == "queued",
        outbox.c.attempts == 0,
    )
    .order_by(outbox.c.id)
)


@dataclass(frozen=True, slots=True)
class Writing:
    """A letter about to be owed. The same `once` is written once."""

    letter: Letter
    to: str
    once: str
    person_id: int | None = None
    discussion_id: int | None = None
    post_id: int | None = None
    task_id: int | None = None  # the task it tells of
    inbound_id: int | None = None  # the message that waits for an admin, or was a confirmation
    alias_id: int | None = None  # the alias it tests, or sounds the alarm for
    about_letter_id: int | None = None  # the letter that came back


@dataclass(frozen=True, slots=True)
class Owed:
    """A letter that was taken to be handed over. The fence is the number of this attempt: an older
    taker's words are not written.
    """

    id: int
    letter: Letter
    to: str
    fence: int
    created: datetime
    discussion_id: int | None
    post_id: int | None
    person_id: int | None


def add(
    db: Connection,
    written: Sequence[Writing],
    now: datetime,
    hold: timedelta | None = None,
    project_id: int | None = None,
) -> list[int]:
    """Queue letters, and remember their ids for threading. Returns the rows' ids, without those
    written before.
    """
    if not written:
        return []
    rows = [_row(one, now, hold) for one in written]
    made = _ADD.each(db, rows)
    _remember(db, written, project_id)
    for row in made:
        after_commit(db, partial(maillog.letter_written, *row))
    return [row.id for row in made]


def _row(one: Writing, now: datetime, hold: timedelta | None) -> dict[str, Any]:
    return {
        "letter": one.letter.name,
        "discussion_id": one.discussion_id,
        "post_id": one.post_id,
        "person_id": one.person_id,
        "task_id": one.task_id,
        "inbound_id": one.inbound_id,
        "alias_id": one.alias_id,
        "about_letter_id": one.about_letter_id,
        "to": one.to,
        "subject": one.letter.subject,
        "message_id": one.letter.message_id,
        "content": write(one.letter),
        "inside": one.letter.keeps_inside,
        "once": one.once,
        "state": "held" if hold else "queued",
        "run_at": now + hold if hold else now,
        "created": now,
    }


def _remember(db: Connection, written: Iterable[Writing], project_id: int | None) -> None:
    if project_id is None:
        return
    ids = {
        one.letter.message_id: one.discussion_id for one in written if one.discussion_id is not None
    }
    rows = [
        {"project_id": project_id, "message_id": key, "discussion_id": at, "by_us": True}
        for key, at in ids.items()
    ]
    _REMEMBER.run_each(db, rows)


def claim(db: Connection, now: datetime, lease: timedelta, limit: int) -> list[Owed]:
    """Take letters that are due, oldest first. Nobody else sees them until the lease ends."""
    due = and_(outbox.c.state.in_(OPEN), outbox.c.run_at <= now)
    wanted = (
        select(outbox.c.id)
        .where(due)
        .order_by(outbox.c.run_at, outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("wanted")
    )
    taken = (
        update(outbox)
        .where(outbox.c.id.in_(select(wanted.c.id)))
        .values(run_at=now + lease, attempts=outbox.c.attempts + 1)
        .returning(outbox)
    )
    return sorted((_owed(row) for row in db.execute(taken)), key=attrgetter("id"))


def _owed(row: Any) -> Owed:
    return Owed(
        row.id,
        read(row.content),
        row.to,
        row.attempts,
        row.created,
        row.discussion_id,
        row.post_id,
        row.person_id,
    )


def release(db: Connection, owed: Iterable[Owed], now: datetime) -> None:
    """Give back what was taken and not tried."""
    for one in owed:
        _change(db, one, run_at=now, attempts=one.fence - 1)


def prolong(db: Connection, owed: Owed, until: datetime) -> bool:
    """False: somebody else has it now."""
    return _change(db, owed, run_at=until)


def mark_sent(
    db: Connection, owed: Owed, now: datetime, words: str, said: str | None = None
) -> bool:
    """The relay has taken it. `said`: its own words, to know them again; a secret link is not
    kept any longer.
    """
    values: dict[str, Any] = {"words": said}
    if owed.letter.name == "sign_in":
        values = {"content": write(_without_secret(owed.letter))}
    return _change(
        db, owed, state="sent", run_at=None, sent_at=now, last_reply=words, report=None, **values
    )


def mark_deferred(db: Connection, owed: Owed, until: datetime, words: str) -> bool:
    """The relay put the letter off until then. False: somebody else has it by now."""
    return _change(db, owed, state="deferred", run_at=until, last_reply=words)


def mark_failed(db: Connection, owed: Owed, words: str) -> bool:
    """The relay refused the letter for good. False: somebody else has it by now."""
    return _change(db, owed, state="failed", run_at=None, last_reply=words, report=None)


def count_settled(db: Connection, sent: int, failed: int) -> None:
    """Add letters that were just marked as sent or failed to the totals."""
    numbers = {"sent": sent, "failed": failed}
    counts.add_to_totals(
        db, {f"{counts.LETTERS}{state}": count for state, count in numbers.items() if count}
    )


def _without_secret(letter: Letter) -> Letter:
    return replace(letter, link="")


def _change(db: Connection, owed: Owed, **values: Any) -> bool:
    return _STATUS.run(db, {"this": owed.id, "fence": owed.fence, **values}) == 1


def mark_bounced(db: Connection, letter_id: int, words: str) -> Owed | None:
    """Mark a letter that came back. None: unknown, or it had come back before."""
    came = update(outbox).where(
        outbox.c.id == letter_id, outbox.c.state.not_in(["bounced", "failed"])
    )
    came = came.values(state="bounced", run_at=None, last_reply=words, report=None)
    if db.execute(came).rowcount != 1:
        return None
    counts.add_to_totals(db, {f"{counts.LETTERS}bounced": 1})
    return by_id(db, letter_id)


def by_id(db: Connection, letter_id: int) -> Owed | None:
    """A letter as the worker is given it."""
    row = db.execute(select(outbox).where(outbox.c.id == letter_id)).first()
    return _owed(row) if row else None


def queue_due_held(db: Connection, now: datetime) -> None:
    """Held letters whose time has come are merely queued."""
    db.execute(
        update(outbox)
        .where(outbox.c.state == "held", outbox.c.run_at <= now)
        .values(state="queued")
    )


def owe_again(db: Connection, letter_id: int, now: datetime) -> bool:
    """Owe a letter again that was not sent."""
    unsent = and_(outbox.c.id == letter_id, outbox.c.state != "sent")
    return (
        db.execute(
            update(outbox).where(unsent).values(state="queued", run_at=now, created=now)
        ).rowcount
        == 1
    )


def readdress(db: Connection, owed: Owed, address: str) -> None:
    """The reader has another address by now."""
    to, cc = (_at(named, owed.to, address) for named in (owed.letter.to, owed.letter.cc))
    db.execute(
        update(outbox)
        .where(outbox.c.id == owed.id)
        .values(to=address, content=write(replace(owed.letter, to=to, cc=cc)))
    )


def _at(mailboxes: tuple[Mailbox, ...], before: str, now: str) -> tuple[Mailbox, ...]:
    return tuple(
        Mailbox(mailbox.name, now) if mailbox.address == before else mailbox
        for mailbox in mailboxes
    )


def page(
    db: Connection,
    project_ids: frozenset[int] | None,
    state: str | None,
    limit: int,
    secret: bool,
    only: int | None = None,
) -> Sequence[Any]:
    """Rows, newest first, with the project of their discussion. `secret`: also letters that hold a
    link for their reader alone.
    """
    wanted = (
        select(outbox, discussions.c.project_id)
        .outerjoin(discussions, discussions.c.id == outbox.c.discussion_id)
        .order_by(outbox.c.id.desc())
        .limit(limit)
    )
    if project_ids is not None:
        wanted = wanted.where(discussions.c.project_id.in_(project_ids))
    if state is not None:
        wanted = wanted.where(outbox.c.state == state)
    if only is not None:
        wanted = wanted.where(outbox.c.id == only)
    return db.execute(wanted if secret else wanted.where(outbox.c.letter != "sign_in")).all()


def project_of(db: Connection, letter_id: int) -> int | None:
    """The project of a letter's discussion."""
    at = (
        select(discussions.c.project_id)
        .join(outbox, outbox.c.discussion_id == discussions.c.id)
        .where(outbox.c.id == letter_id)
    )
    return db.execute(at).scalar()


def mark_unreachable(db: Connection, person_id: int) -> None:
    """No more letters go to this person until their address works again."""
    db.execute(update(people).where(people.c.id == person_id).values(unreachable=True))


def withdraw_news(
    db: Connection, discussion_id: int, task_id: int | None = None, people: Container[int] = ()
) -> dict[int, tuple[str, ...]]:
    """Take letters to these people about tasks off the queue that nobody has begun to send: person
    -> what they told.

    Whoever takes them off tells it in a letter that is written anyway.
    """
    rows = [
        row
        for row in _NEWS.all(db, {"d": discussion_id})
        if row.person_id in people and task_id in (None, row.task_id)
    ]
    if rows:
        db.execute(delete(outbox).where(outbox.c.id.in_([row.id for row in rows])))
    told: dict[int, tuple[str, ...]] = {}
    for row in rows:
        told[row.person_id] = (*told.get(row.person_id, ()), *row.content.get("notices", ()))
    return told


def withdraw_from(db: Connection, discussion_ids: Iterable[int], person_id: int) -> None:
    """Letters to somebody about these discussions that nobody has begun to send."""
    wanted = sorted(set(discussion_ids))
    if wanted:
        about = outbox.c.discussion_id.in_(wanted) & (outbox.c.person_id == person_id)
        unsent = outbox.c.state.in_(("queued", "held")) & (outbox.c.attempts == 0)
        db.execute(delete(outbox).where(about, unsent))


def take_back(db: Connection, post_id: int) -> bool:
    """Undo a post whose letters are still held: the letters, its questions and events, the post.
    False: some have gone.
    """
    rows = db.execute(
        select(outbox.c.id, outbox.c.state, outbox.c.attempts).where(outbox.c.post_id == post_id)
    ).all()
    if not rows or any(row.state != "held" or row.attempts for row in rows):
        return False
    taken = delete(outbox).where(
        outbox.c.post_id == post_id, outbox.c.state == "held", outbox.c.attempts == 0
    )
    if db.execute(taken).rowcount != len(rows):
        return False
    questions.take_back(db, post_id)
    db.execute(delete(events).where(events.c.post_id == post_id))
    db.execute(delete(posts).where(posts.c.id == post_id))
    return True
