"""What came in: kept before it is acknowledged, claimed by whoever files it, finished once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    and_,
    bindparam,
    func,
    or_,
    select,
    tuple_,
    update,
)

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.told import as_json
from mailbridge.domain.verdict import Disposition, Reason
from mailbridge.steps.deciding.address.turns import Waiting, take_turns
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import Time, inbounds, raws
from mailbridge.store.inbound.arrivals import Raw
from mailbridge.values import dataclass

LOOKED_AT = 1000  # of the messages that wait, when turns are taken
FEW = 5  # messages: more of what waits than half are left to other workers


def _due(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    return and_(
        inbounds.c.state == "queued", or_(inbounds.c.run_at.is_(None), inbounds.c.run_at <= now)
    )


def next_due(db: Connection, after: datetime) -> datetime | None:
    """When the first of those that wait beyond this moment is due."""
    later = (inbounds.c.state == "queued") & (inbounds.c.run_at > after)
    moment: datetime | None = db.execute(select(func.min(inbounds.c.run_at)).where(later)).scalar()
    return moment


def is_any_claimed(db: Connection) -> bool:
    """Whether somebody has messages that are not filed yet."""
    claimed = (inbounds.c.state == "queued") & inbounds.c.claimant.is_not(None)
    return bool(db.execute(select(select(inbounds.c.id).where(claimed).exists())).scalar())


_OLDEST = Prepared(
    select(inbounds.c.id, inbounds.c.client, inbounds.c.reverse_path)
    .where(_due(bindparam("now", type_=Time)))
    .order_by(inbounds.c.run_at, inbounds.c.id)
    .limit(LOOKED_AT)
)
_MINE = Prepared(
    update(inbounds).where(
        inbounds.c.id == bindparam("this"),
        inbounds.c.state == "queued",
        inbounds.c.attempts == bindparam("fence"),
        inbounds.c.claimant == bindparam("whose"),
    )
)


@dataclass(frozen=True, slots=True)
class Claim:
    """An inbound that is ours to file until the lease ends; `fence` and `claimant` prove that it
    still is.
    """

    id: int
    fence: int  # also how many times it has been tried, this time included
    claimant: str  # the process that has it
    envelope: Envelope
    received: datetime
    raw: Raw
    accepted: bool = False  # an admin wants it filed
    accepted_into: int | None = None  # in this project


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message, as the mail log keeps it; the fields are columns of inbounds."""

    disposition: Disposition
    reason: Reason
    note: str = ""
    project_id: int | None = None
    discussion_id: int | None = None
    post_id: int | None = None
    task_id: int | None = None
    subject: str = ""
    author: str = ""  # the From address
    message_id: str | None = None
    came_through: str | None = None
    trail: tuple[str, ...] = ()


_OUTCOME = tuple(field.name for field in fields(Outcome))


def claim(
    db: Connection,
    claimant: str,
    now: datetime,
    lease: timedelta,
    limit: int = 50,
    inbound_id: int | None = None,
) -> list[Claim]:
    """Take what waits for this claimant, oldest first, or only this one. Others do not see it until
    the lease ends.
    """
    wanted = (
        select(inbounds.c.id)
        .where(_due(now))
        .order_by(inbounds.c.run_at, inbounds.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    if inbound_id is not None:
        wanted = wanted.where(inbounds.c.id == inbound_id)
    return _leased(db, claimant, db.execute(wanted).scalars().all(), now + lease)


def claim_these(
    db: Connection, claimant: str, now: datetime, lease: timedelta, ids: Sequence[int]
) -> list[Claim]:
    """Take these, as far as they wait and nobody has them, in the order given."""
    waiting = _locked(db, ids, now)
    claimed = {claim.id: claim for claim in _leased(db, claimant, waiting, now + lease)}
    return [claimed[number] for number in ids if number in claimed]


def claim_by_turns(
    db: Connection,
    claimant: str,
    now: datetime,
    lease: timedelta,
    limit: int,
    spent: Mapping[str, float],
) -> list[Claim]:
    """As `claim`, by turns of the senders and in the order in which they are to be read; `spent` is
    what the mail of each has cost of late, see steps.deciding.address.turns. Only the oldest
    LOOKED_AT of what waits is looked at; where workers may stand on several machines, not much more
    than half of that is taken.
    """
    rows = _OLDEST.all(db, {"now": now})
    waiting = (Waiting(row.id, row.client, row.reverse_path) for row in rows)
    turns = [message.id for message in take_turns(waiting, spent)]
    if db.dialect.name == "sqlite":
        ids: Sequence[int] = turns[:limit]
    else:
        ids = _first_locked(db, turns, now, min(limit, max(FEW, len(turns) // 2)))
    claimed = {claim.id: claim for claim in _leased(db, claimant, ids, now + lease)}
    return [claimed[number] for number in turns if number in claimed]


def _first_locked(db: Connection, ids: Sequence[int], now: datetime, limit: int) -> list[int]:
    """So many of the rows, the first that nobody else is about to claim: another worker that asks
    at the same moment begins with the same ones.
    """
    mine: list[int] = []
    for start in range(0, len(ids), limit):
        chunk = ids[start : start + limit]
        free = set(_locked(db, chunk, now))
        mine += [number for number in chunk if number in free]
        if len(mine) >= limit:
            break
    return mine[:limit]


def _locked(db: Connection, ids: Sequence[int], now: datetime) -> Sequence[int]:
    """Those of the rows that still wait and that nobody else is about to claim."""
    mine = select(inbounds.c.id).where(inbounds.c.id.in_(ids), _due(now))
    return db.execute(mine.with_for_update(skip_locked=True)).scalars().all()


def _leased(db: Connection, claimant: str, ids: Sequence[int], until: datetime) -> list[Claim]:
    """Claim these rows, which the caller has locked; in the order of their ids."""
    if not ids:
        return []
    leased = (
        update(inbounds)
        .where(inbounds.c.id.in_(ids))
        .values(run_at=until, attempts=inbounds.c.attempts + 1, claimant=claimant, note=None)
    )
    db.execute(leased)
    rows = select(inbounds, raws.c.sha256, raws.c.size, raws.c.content).join(
        raws, raws.c.id == inbounds.c.raw_id
    )
    return [
        _claim(row)
        for row in db.execute(rows.where(inbounds.c.id.in_(ids)).order_by(inbounds.c.id))
    ]


def finish(db: Connection, claimed: Claim, outcome: Outcome) -> bool:
    """Write what became of it and take it off the queue. False: the lease was lost, somebody
    else files it; roll back then.
    """
    values = {name: getattr(outcome, name) for name in _OUTCOME}
    values["trail"] = list(map(as_json, outcome.trail))
    return _change(db, claimed, state="done", run_at=None, claimant=None, **values)


def postpone(db: Connection, claimed: Claim, until: datetime, note: str) -> bool:
    """Give a claimed message back that could not be filed, to be tried again not before `until`.
    False: the lease was lost.
    """
    return _change(db, claimed, run_at=until, claimant=None, note=note)


def give_back(db: Connection, claims: Sequence[Claim], now: datetime) -> None:
    """Nobody has begun with these: they wait as if they had not been claimed. One whose lease was
    lost is left alone.
    """
    proofs = [(claimed.id, claimed.fence, claimed.claimant) for claimed in claims]
    ours = and_(
        inbounds.c.id.in_([claimed.id for claimed in claims]),
        tuple_(inbounds.c.id, inbounds.c.attempts, inbounds.c.claimant).in_(proofs),
        inbounds.c.state == "queued",
    )
    values = {"run_at": now, "claimant": None, "attempts": inbounds.c.attempts - 1}
    db.execute(update(inbounds).where(ours).values(values))


def prolong(db: Connection, claimed: Claim, until: datetime) -> bool:
    """More time for a long one. False: the lease was lost."""
    return _change(db, claimed, run_at=until)


def free_claims_of(db: Connection, claimants: Collection[str]) -> int:
    """End the leases of these, which have ended and will not come back: the messages wait as if
    nobody had tried them. Returns how many there were.
    """
    theirs = and_(inbounds.c.state == "queued", inbounds.c.claimant.in_(claimants))
    values = {"run_at": None, "claimant": None, "attempts": inbounds.c.attempts - 1}
    freed = update(inbounds).where(theirs).values(values)
    return db.execute(freed).rowcount


def count_waiting(db: Connection) -> int:
    """How many wait to be filed."""
    return db.execute(
        select(func.count()).select_from(inbounds).where(inbounds.c.state == "queued")
    ).scalar_one()


def _change(db: Connection, claimed: Claim, **values: Any) -> bool:
    mine = {"this": claimed.id, "fence": claimed.fence, "whose": claimed.claimant}
    return _MINE.run(db, {**mine, **values}) == 1


def _claim(row: Any) -> Claim:
    envelope = Envelope(
        row.reverse_path, row.forward_path, row.client, row.helo, row.door, row.relayed_by
    )
    raw = Raw(row.sha256, row.size, row.content, row.raw_id)
    return Claim(
        row.id,
        row.attempts,
        row.claimant,
        envelope,
        row.received,
        raw,
        row.accepted,
        row.accepted_into,
    )
