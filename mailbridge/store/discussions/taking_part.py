"""Who takes part in discussions."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypedDict, Unpack

from sqlalchemy import Connection, bindparam, select, update

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.project import Participant
from mailbridge.store.directory.people import COLUMNS, gathered
from mailbridge.store.discussions.discussions import _AT, discussion, listing
from mailbridge.store.engine.insert_ignore import CHUNK
from mailbridge.store.engine.prepared import Prepared, on_either
from mailbridge.store.engine.schema import (
    discussions,
    participants,
    people,
    person_addresses,
)

_EVERYONE = Prepared(
    select(
        *COLUMNS,
        participants.c.muted,
        participants.c.admitted,
        participants.c.aside,
        participants.c.gone,
    )
    .select_from(participants)
    .join(people, people.c.id == participants.c.person_id)
    .outerjoin(person_addresses, person_addresses.c.person_id == people.c.id)
    .where(participants.c.discussion_id == _AT)
    .order_by(person_addresses.c.position, person_addresses.c.address)
)


_ADMITTED = Prepared(
    select(participants.c.discussion_id, participants.c.person_id).where(
        participants.c.discussion_id.in_(bindparam("ids", expanding=True)), participants.c.admitted
    )
)


_ADDRESSES = Prepared(
    select(participants.c.discussion_id, person_addresses.c.address)
    .join(person_addresses, person_addresses.c.person_id == participants.c.person_id)
    .where(
        participants.c.discussion_id.in_(bindparam("ids", expanding=True)), participants.c.admitted
    )
)


_JOIN = on_either(lambda dialect: dialect.insert(participants).on_conflict_do_nothing())


def add_participants(
    db: Connection,
    discussion_id: int,
    ids: Iterable[int],
    now: datetime,
    admitted: bool = True,
    aside: bool = False,
) -> None:
    """Make people take part; those who do, stay as they are."""
    kept = {"discussion_id": discussion_id, "admitted": admitted, "aside": aside, "joined": now}
    rows = [{**kept, "person_id": person} for person in sorted(set(ids))]
    _JOIN.run_each(db, rows)


class ParticipantChange(TypedDict, total=False):
    """The columns of a participant that change."""

    muted: bool
    admitted: bool


def change_participant(
    db: Connection, discussion_id: int, person_id: int, **changes: Unpack[ParticipantChange]
) -> bool:
    """Set these columns of a participant. False: that person takes no part."""
    same = (participants.c.discussion_id == discussion_id) & (participants.c.person_id == person_id)
    return db.execute(update(participants).where(same).values(**changes)).rowcount > 0


def participants_of(db: Connection, discussion_id: int) -> tuple[Participant, ...]:
    """Without those who were taken out."""
    return tuple(participant for participant in everyone(db, discussion_id) if not participant.gone)


def everyone(db: Connection, discussion_id: int) -> tuple[Participant, ...]:
    """Newcomers among them, and those who were taken out."""
    rows = _EVERYONE.all(db, {"discussion_id": discussion_id})
    states = {row.id: (row.muted, row.admitted, row.aside, row.gone) for row in rows}
    return tuple(
        Participant(person, *states[number]) for number, person in sorted(gathered(rows).items())
    )


def with_domain(db: Connection, discussion_ids: Sequence[int], domain: str) -> frozenset[int]:
    """The discussions among these in which somebody with an address of this domain was let in."""
    addresses = _ADDRESSES.all(db, {"ids": list(discussion_ids)})
    return frozenset(row.discussion_id for row in addresses if row.address.endswith(f"@{domain}"))


def taken_part_in(db: Connection, project_id: int, person_id: int) -> list[int]:
    """The discussions of a project that somebody takes part in."""
    theirs = (participants.c.person_id == person_id) & participants.c.gone.is_(False)
    wanted = (
        select(participants.c.discussion_id)
        .join(discussions, discussions.c.id == participants.c.discussion_id)
        .where(discussions.c.project_id == project_id, theirs)
    )
    return list(db.execute(wanted).scalars())


def newest_with(db: Connection, person_ids: Sequence[int], limit: int) -> list[Discussion]:
    """The newest discussions that any of these people take part in."""
    newest: dict[int, Discussion] = {}
    for start in range(0, len(person_ids), CHUNK):
        chunk = participants.c.person_id.in_(person_ids[start : start + CHUNK])
        with_them = select(participants.c.discussion_id).where(chunk, participants.c.admitted)
        wanted = listing(None).where(discussions.c.id.in_(with_them)).limit(limit)
        newest |= {row.id: discussion(row) for row in db.execute(wanted)}
    order = sorted(newest.values(), key=lambda each: (each.updated, each.id), reverse=True)
    return order[:limit]


def everyone_in(db: Connection, discussion_id: int) -> list[int]:
    """The ids of those."""
    return [participant.person.id for participant in everyone(db, discussion_id)]


def participant_ids(db: Connection, discussion_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """The ids of the people who have been let in, by discussion."""
    wanted = sorted(set(discussion_ids))
    if not wanted:
        return {}
    found: dict[int, set[int]] = {one: set() for one in wanted}
    for row in _ADMITTED.all(db, {"ids": wanted}):
        found[row.discussion_id].add(row.person_id)
    return {key: frozenset(ids) for key, ids in found.items()}
