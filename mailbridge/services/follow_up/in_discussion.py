"""What all work that falls due in a discussion has in common: it is done only while how the
discussion stands still asks for it.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.follow_up.clock_facts import ClockFacts
from mailbridge.domain.follow_up.due import Became, Due, is_moot, is_put_off
from mailbridge.domain.occasion import Occasion
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services import next_move
from mailbridge.services.container import Container
from mailbridge.services.discussion_clock import clock_of, wanted_now
from mailbridge.services.follow_up.due_kind import DueKind, Handle
from mailbridge.services.telling.letter_context import with_own_addresses
from mailbridge.services.telling.post_topic import topic_known_to
from mailbridge.steps.deciding.follow_up.falls_due import BY_HAND
from mailbridge.store.directory import people
from mailbridge.store.outbox import occasions
from mailbridge.values import dataclass, replace

NOTHING_TO_DO = told("there is no reason for it any more")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of work at hand, in its transaction."""

    db: Connection
    container: Container
    due: Due
    facts: ClockFacts
    now: datetime

    def occasion(self, actor_id: int | None, client: Person | None = None) -> Occasion | None:
        """The discussion with somebody as the author, under the subject that a client knows."""
        here = occasions.of_discussion(self.db, self.facts.discussion_id, actor_id)
        if here is None:
            return None
        occasion = with_own_addresses(here, self.container)
        if client is None:
            return occasion
        known = topic_known_to(self.db, here.discussion, client.id, self.container.agency)
        return replace(occasion, topic=known)

    def person(self, person_id: int | None) -> Person | None:
        """With the time zone of the project, where nobody knows their own."""
        person = people.by_id(self.db, person_id) if person_id is not None else None
        if person is None or person.zone_from:
            return person
        return replace(person, time_zone=self.facts.calendar.zone)


Handler = Callable[[Piece], Became]


def in_discussion(name: str, handler: Handler) -> DueKind:
    """A kind whose work is wanted by how a discussion stands."""
    return DueKind(name, _checked(handler), follow=_settle)


def _checked(handler: Handler) -> Handle:
    def handle(db: Connection, container: Container, due: Due) -> Became:
        facts = clock_of(db, due.wanted.discussion_id or 0)
        wanted = wanted_now(facts, due.wanted.once) if facts is not None else None
        if facts is None or wanted is None:
            return is_moot(NOTHING_TO_DO)
        now = container.clock()
        if wanted.at > now and not BY_HAND & due.wanted.details.keys():
            return is_put_off(wanted.at, wanted.why)
        return handler(Piece(db, container, due, facts, now))

    return handle


def _settle(db: Connection, due: Due) -> None:
    """What is done may bring what comes next."""
    next_move.settle_next_move(db, due.wanted.discussion_id or 0)
