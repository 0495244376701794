"""Letters to members about one discussion are collected: what waits is told in the next one."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.letter import Letter
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.services.container import Container
from mailbridge.steps.telling.leaving_time import leaves_at
from mailbridge.steps.telling.together import joined, may_join
from mailbridge.store.outbox import waiting_letters
from mailbridge.store.outbox.waiting_letters import WaitingLetter
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Collected:
    """Letters with all that they tell, and when those to members leave, by the person's id."""

    letters: Sequence[Letter]
    leaving: Mapping[int, datetime]


def collect(
    db: Connection,
    container: Container,
    occasion: Occasion,
    told: Sequence[Reader],
    written: Sequence[Letter],
    ready: datetime,
    at_once: frozenset[int] = frozenset(),
) -> Collected:
    """The letters about the occasion's post, one for each of `told`: what waits for these members
    is told by them. `ready`: when they may leave; `at_once`: whose wait for nothing else.
    """
    members = {reader.person.id for reader in told if reader.letter == "team"}
    before = _taken(db, occasion, told, written) if occasion.others_wait and members else {}
    letters, leaving = [], {}
    for reader, letter in zip(told, written, strict=True):
        others, person = before.get(reader.person.id, ()), reader.person
        letters.append(joined(letter, [held.letter for held in others]) if others else letter)
        if person.id in members:
            first = min((held.leaves for held in others), default=None)
            leaving[person.id] = (
                ready
                if person.id in at_once
                else leaves_at(ready, container.delays, person.time_zone, first)
            )
    return Collected(letters, leaving)


def _taken(
    db: Connection, occasion: Occasion, told: Sequence[Reader], written: Sequence[Letter]
) -> dict[int, list[WaitingLetter]]:
    """What waits and may be told by these letters, off the outbox: by the person's id. Whoever
    files here has the discussion to themselves, so nothing comes between.
    """
    ours = {
        reader.person.id: letter
        for reader, letter in zip(told, written, strict=True)
        if reader.letter == "team"
    }
    joining = [
        held
        for held in waiting_letters.waiting(db, occasion.discussion.id)
        if held.person_id in ours and may_join(occasion, ours[held.person_id], held.letter)
    ]
    taken: dict[int, list[WaitingLetter]] = {}
    for held in waiting_letters.withdraw(db, joining) if joining else ():
        taken.setdefault(held.person_id, []).append(held)
    return taken
