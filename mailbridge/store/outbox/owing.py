"""Letters are put into the outbox, and taken off it before anybody has begun to send them."""

from collections.abc import Container, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, select

from mailbridge import maillog
from mailbridge.domain.letter import Letter
from mailbridge.store.engine.prepared import Prepared, on_either
from mailbridge.store.engine.schema import outbox, seen_ids
from mailbridge.store.engine.transaction import after_commit
from mailbridge.store.outbox.contents import (
    Content,
    add_contents,
    delete_letters,
    forget_unused,
    letters_of,
)
from mailbridge.values import dataclass

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
_NEWS = Prepared(
    select(
        outbox.c.id,
        outbox.c.person_id,
        outbox.c.shared_id,
        outbox.c.content,
        outbox.c.task_id,
        outbox.c.run_at,
    )
    .where(
        outbox.c.discussion_id == bindparam("d", type_=BigInteger()),
        outbox.c.letter.in_(("task", "client_task")),
        outbox.c.state.in_(("queued", "held")),
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
    at: datetime | None = None  # when it leaves; None: at once, or once it is held no more


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
    contents = add_contents(db, [writing.letter for writing in written])
    rows = [
        _row(writing, content, now, hold)
        for writing, content in zip(written, contents, strict=True)
    ]
    made = _ADD.each(db, rows)
    if len(made) < len(rows):
        forget_unused(db, (content["shared_id"] for content in contents))
    _remember(db, written, project_id)
    for row in made:
        after_commit(db, partial(maillog.letter_written, *row))
    return [row.id for row in made]


def _row(
    writing: Writing, content: Content, now: datetime, hold: timedelta | None
) -> dict[str, Any]:
    leaves = writing.at or now + (hold or timedelta(0))
    return {
        **content,
        "letter": writing.letter.name,
        "discussion_id": writing.discussion_id,
        "post_id": writing.post_id,
        "person_id": writing.person_id,
        "task_id": writing.task_id,
        "inbound_id": writing.inbound_id,
        "alias_id": writing.alias_id,
        "about_letter_id": writing.about_letter_id,
        "to": writing.to,
        "subject": writing.letter.subject,
        "message_id": writing.letter.message_id,
        "inside": writing.letter.keeps_inside,
        "once": writing.once,
        "state": "held" if leaves > now else "queued",
        "run_at": leaves,
        "created": now,
    }


def _remember(db: Connection, written: Iterable[Writing], project_id: int | None) -> None:
    if project_id is None:
        return
    ids = {
        writing.letter.message_id: writing.discussion_id
        for writing in written
        if writing.discussion_id is not None
    }
    rows = [
        {"project_id": project_id, "message_id": key, "discussion_id": at, "by_us": True}
        for key, at in ids.items()
    ]
    _REMEMBER.run_each(db, rows)


def withdraw_news(
    db: Connection, discussion_id: int, task_id: int | None = None, people: Container[int] = ()
) -> dict[int, tuple[Letter, ...]]:
    """Take letters to these people about tasks off the queue that nobody has begun to send: person
    -> the letters.

    Whoever takes them off tells it in a letter that is written anyway.
    """
    rows = [
        row
        for row in _NEWS.all(db, {"d": discussion_id})
        if row.person_id in people and task_id in (None, row.task_id)
    ]
    told: dict[int, tuple[Letter, ...]] = {}
    for row, letter in letters_of(db, rows):
        told[row.person_id] = (*told.get(row.person_id, ()), letter)
    if rows:
        delete_letters(db, outbox.c.id.in_([row.id for row in rows]))
    return told


@dataclass(frozen=True, slots=True)
class WaitingNews:
    """A letter about a task that nobody has begun to send."""

    task_id: int
    person_id: int
    letter: Letter
    leaves: datetime


def withdraw_all_news(db: Connection, discussion_id: int) -> list[WaitingNews]:
    """Take every letter about a task of the discussion off the queue that nobody has begun to send,
    for who writes it anew; oldest first.
    """
    rows = [row for row in _NEWS.all(db, {"d": discussion_id}) if row.task_id is not None]
    waiting = [
        WaitingNews(row.task_id, row.person_id, letter, row.run_at)
        for row, letter in letters_of(db, rows)
    ]
    if rows:
        delete_letters(db, outbox.c.id.in_([row.id for row in rows]))
    return waiting


def withdraw_from(db: Connection, discussion_ids: Iterable[int], person_id: int) -> None:
    """Letters to somebody about these discussions that nobody has begun to send."""
    wanted = sorted(set(discussion_ids))
    if wanted:
        about = outbox.c.discussion_id.in_(wanted) & (outbox.c.person_id == person_id)
        unsent = outbox.c.state.in_(("queued", "held")) & (outbox.c.attempts == 0)
        delete_letters(db, about, unsent)
