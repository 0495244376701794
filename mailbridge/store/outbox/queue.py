"""Letters as they are taken to be sent, and what became of them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Integer,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    update,
)

from mailbridge.domain.letter import Letter
from mailbridge.domain.message import Mailbox
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import Time, discussions, outbox, people
from mailbridge.store.engine.search_table import Kind
from mailbridge.store.inbound import counts
from mailbridge.store.outbox.claiming import OPEN, claimed
from mailbridge.store.outbox.contents import forget_unused, letters_of, whole
from mailbridge.store.search import mail_words
from mailbridge.values import dataclass, replace

_STATUS = Prepared(  # of a letter, written by whoever has it
    update(outbox).where(
        outbox.c.id == bindparam("this", type_=BigInteger()),
        outbox.c.state.in_(OPEN),
        outbox.c.attempts == bindparam("fence", type_=Integer()),
        outbox.c.claimant == bindparam("whose"),
    )
)


@dataclass(frozen=True, slots=True)
class Owed:
    """A letter that was taken to be handed over. The fence is the number of this attempt, and
    `claimant` the process that makes it: the words of others are not written.
    """

    id: int
    letter: Letter
    to: str
    fence: int
    created: datetime
    discussion_id: int | None
    post_id: int | None
    person_id: int | None
    claimant: str | None  # None: nobody has it
    shared_id: int | None = None  # letters with the same differ only in their copies


def next_due(db: Connection, after: datetime) -> datetime | None:
    """When the first of those that are owed beyond this moment is due."""
    later = outbox.c.state.in_(OPEN) & (outbox.c.run_at > after)
    moment: datetime | None = db.execute(select(func.min(outbox.c.run_at)).where(later)).scalar()
    return moment


def claim(
    db: Connection,
    claimant: str,
    now: datetime,
    lease: timedelta,
    limit: int,
    also_taken: bool = True,
) -> list[Owed]:
    """Take letters that are due, oldest first. Nobody else sees them until the lease ends.
    `also_taken`: those of others, too, whose lease has ended.
    """
    rows = claimed(db, claimant, now, now + lease, limit, also_taken)
    in_order = sorted(rows, key=attrgetter("id"))
    return [_owed(row, letter) for row, letter in letters_of(db, in_order)]


def _owed(row: Any, letter: Letter) -> Owed:
    return Owed(
        row.id,
        letter,
        row.to,
        row.attempts,
        row.created,
        row.discussion_id,
        row.post_id,
        row.person_id,
        row.claimant,
        row.shared_id,
    )


def release(db: Connection, owed: Iterable[Owed], now: datetime) -> None:
    """Give back what was taken and not tried."""
    for letter in owed:
        _change(db, letter, run_at=now, claimant=None, attempts=letter.fence - 1)


def free_claims_of(db: Connection, claimants: Collection[str], now: datetime) -> int:
    """Free the letters that these had taken, who have ended and will not come back: they leave
    before what was written later. Returns how many there were.
    """
    theirs = and_(outbox.c.state.in_(OPEN), outbox.c.claimant.in_(claimants))
    since = case((outbox.c.created < now, outbox.c.created), else_=literal(now, Time))
    freed = update(outbox).where(theirs).values(run_at=since, claimant=None)
    return db.execute(freed).rowcount


def prolong(db: Connection, owed: Owed, until: datetime) -> bool:
    """False: somebody else has it now."""
    return _change(db, owed, run_at=until)


def mark_deferred(db: Connection, owed: Owed, until: datetime, words: str) -> bool:
    """The relay put the letter off until then. False: somebody else has it by now."""
    values = {"run_at": until, "claimant": None, "last_reply": words}
    return _change(db, owed, state="deferred", **values)


def mark_failed(db: Connection, owed: Owed, words: str) -> bool:
    """The relay refused the letter for good. False: somebody else has it by now."""
    values = {"run_at": None, "claimant": None, "last_reply": words, "report": None}
    return _change(db, owed, state="failed", **values)


def count_settled(db: Connection, sent: int, failed: int) -> None:
    """Add letters that were just marked as sent or failed to the totals."""
    numbers = {"sent": sent, "failed": failed}
    counts.add_to_totals(
        db, {f"{counts.LETTERS}{state}": count for state, count in numbers.items() if count}
    )


def _change(db: Connection, owed: Owed, **values: Any) -> bool:
    mine = {"this": owed.id, "fence": owed.fence, "whose": owed.claimant}
    return _STATUS.run(db, {**mine, **values}) == 1


def mark_bounced(db: Connection, letter_id: int, words: str) -> Owed | None:
    """Mark a letter that came back. None: unknown, or it had come back before."""
    came = update(outbox).where(
        outbox.c.id == letter_id, outbox.c.state.not_in(["bounced", "failed"])
    )
    came = came.values(state="bounced", run_at=None, claimant=None, last_reply=words, report=None)
    if db.execute(came).rowcount != 1:
        return None
    counts.add_to_totals(db, {f"{counts.LETTERS}bounced": 1})
    return by_id(db, letter_id)


def by_id(db: Connection, letter_id: int) -> Owed | None:
    """A letter as the worker is given it."""
    rows = db.execute(select(outbox).where(outbox.c.id == letter_id)).all()
    return next((_owed(row, letter) for row, letter in letters_of(db, rows)), None)


def queue_due_held(db: Connection, now: datetime) -> None:
    """Held letters whose time has come are merely queued."""
    db.execute(
        update(outbox)
        .where(outbox.c.state == "held", outbox.c.run_at <= now)
        .values(state="queued")
    )


def owe_again(db: Connection, letter_id: int, now: datetime) -> bool:
    """Owe a letter again that was not sent. False: it was, or somebody is just about to hand it
    over.
    """
    is_free = or_(outbox.c.claimant.is_(None), outbox.c.run_at <= now)
    unsent = and_(outbox.c.id == letter_id, outbox.c.state != "sent", is_free)
    return (
        db.execute(
            update(outbox)
            .where(unsent)
            .values(state="queued", run_at=now, claimant=None, created=now)
        ).rowcount
        == 1
    )


def bring_forward(db: Connection, written: datetime, now: datetime) -> None:
    """Letters that were written as of a time to come may leave now."""
    ahead = outbox.c.run_at > now
    db.execute(
        update(outbox)
        .where(outbox.c.state == "queued", outbox.c.created == written, ahead)
        .where(outbox.c.claimant.is_(None))
        .values(run_at=now)
    )


def readdress(db: Connection, owed: Owed, address: str) -> None:
    """The reader has another address by now."""
    to, cc = (_at(named, owed.to, address) for named in (owed.letter.to, owed.letter.cc))
    db.execute(
        update(outbox)
        .where(outbox.c.id == owed.id)
        .values(to=address, **whole(replace(owed.letter, to=to, cc=cc)))
    )
    mail_words.put_again(db, Kind.LETTER, [owed.id])
    forget_unused(db, [owed.shared_id])


def _at(mailboxes: tuple[Mailbox, ...], before: str, now: str) -> tuple[Mailbox, ...]:
    return tuple(
        Mailbox(mailbox.name, now) if mailbox.address == before else mailbox
        for mailbox in mailboxes
    )


def page(
    db: Connection,
    project_ids: frozenset[int] | None,
    state: str | None,
    limit: int | None,
    secret: bool,
    before: int | None = None,
    only: int | None = None,
) -> Sequence[Any]:
    """Rows, newest first, with their project. `secret`: also those with a link for one reader."""
    wanted = (
        select(outbox, discussions.c.project_id)
        .outerjoin(discussions, discussions.c.id == outbox.c.discussion_id)
        .order_by(outbox.c.id.desc())
        .limit(limit)
    )
    if project_ids is not None:
        wanted = wanted.where(discussions.c.project_id.in_(project_ids))
    if before is not None:
        wanted = wanted.where(outbox.c.id < before)
    for column, value in ((outbox.c.state, state), (outbox.c.id, only)):
        if value is not None:
            wanted = wanted.where(column == value)
    return db.execute(wanted if secret else wanted.where(outbox.c.letter != "sign_in")).all()


def offered_in(db: Connection, message_id: str) -> int | None:
    """The work that a letter offers to do, by its Message-ID: its `once` names it."""
    letter = (outbox.c.message_id == message_id) & (outbox.c.letter == "offered")
    once = db.execute(select(outbox.c.once).where(letter)).scalars().first()
    return int(once.split(":")[1]) if once is not None else None


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
