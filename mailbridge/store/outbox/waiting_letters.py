"""Letters to members about posts that wait, and may still be told in others."""

from collections.abc import Collection, Sequence
from datetime import datetime
from operator import attrgetter

from sqlalchemy import BigInteger, Connection, bindparam, select

from mailbridge.domain.letter import Letter
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import outbox
from mailbridge.store.outbox.contents import delete_letters, letters_of
from mailbridge.values import dataclass

UNTOUCHED = (outbox.c.state == "held") & (outbox.c.attempts == 0)  # nobody has begun to send it
_WAITING = Prepared(
    select(
        outbox.c.id,
        outbox.c.person_id,
        outbox.c.post_id,
        outbox.c.shared_id,
        outbox.c.content,
        outbox.c.run_at,
    )
    .where(
        outbox.c.discussion_id == bindparam("d", type_=BigInteger()),
        outbox.c.letter.in_(("client", "team")),
        outbox.c.state == "held",
        outbox.c.attempts == 0,
    )
    .order_by(outbox.c.id)
)


@dataclass(frozen=True, slots=True)
class WaitingLetter:
    id: int
    person_id: int
    letter: Letter
    leaves: datetime


def waiting(db: Connection, discussion_id: int) -> list[WaitingLetter]:
    """Letters to the team about posts of a discussion that have not left yet, oldest first."""
    return [held for held in waiting_for_all(db, discussion_id) if held.letter.name == "team"]


def waiting_for_all(db: Connection, discussion_id: int) -> list[WaitingLetter]:
    """Letters about posts of a discussion that have not left yet, oldest first; those to clients,
    too, which wait while their post can be taken back.
    """
    rows = _WAITING.all(db, {"d": discussion_id})
    return [
        WaitingLetter(row.id, row.person_id, letter, row.run_at)
        for row, letter in letters_of(db, rows)
    ]


def sent_from(db: Connection, discussion_id: int, post_id: int) -> list[Letter]:
    """Letters to members about this post and newer ones that somebody has begun to send."""
    rows = db.execute(
        select(outbox).where(
            outbox.c.discussion_id == discussion_id,
            outbox.c.post_id >= post_id,
            outbox.c.letter == "team",
            ~UNTOUCHED,
        )
    ).all()
    return [letter for _, letter in letters_of(db, rows)]


def has_written_since(
    db: Connection, discussion_id: int, at: datetime, letter_id: int, readers: Collection[int]
) -> bool:
    """Whether one of these people was written to after that moment and letter: about the
    discussion, or in the morning about all that is theirs.
    """
    since = (outbox.c.id > letter_id) | (outbox.c.created > at)  # numbers are given again
    about = (outbox.c.discussion_id == discussion_id) | (outbox.c.letter == "morning")
    newer = select(outbox.c.id).where(outbox.c.person_id.in_(sorted(readers)), since, about)
    return db.execute(newer.limit(1)).first() is not None


def withdraw(db: Connection, letters: Collection[WaitingLetter]) -> Sequence[WaitingLetter]:
    """Take letters off the outbox that nobody has begun to send; returns those that were."""
    still_there = {
        row.id: row
        for row in db.execute(
            select(outbox.c.id)
            .where(outbox.c.id.in_([held.id for held in letters]), UNTOUCHED)
            .with_for_update()
        )
    }
    if still_there:
        delete_letters(db, outbox.c.id.in_(list(still_there)))
    taken = [held for held in letters if held.id in still_there]
    return sorted(taken, key=attrgetter("id"))
