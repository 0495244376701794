"""The audit log as admins read it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from mailbridge.domain.address import normal
from mailbridge.domain.oversight.audit import SERVICE, Act, Deed, Entry, Matter
from mailbridge.domain.project import Person, Role
from mailbridge.services.checked_day import checked_day
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.steps.telling.words.audit_words import (
    ERASED,
    NOBODY,
    OPERATOR,
    act_words,
    matter_words,
)
from mailbridge.steps.telling.words.catalogue import ENGLISH, Catalogue
from mailbridge.store.directory import audit_log, people
from mailbridge.store.directory.audit_log import Sought
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class AuditView:
    """An entry as lists show it."""

    id: int
    at: datetime
    by: str  # address; "" for nobody's and for an erased person's
    entry: Entry
    name: str  # of what it was done to; "" for an erased person

    @property
    def did(self) -> str:
        """What was done, a word for programs."""
        return self.entry.deed.act.value

    @property
    def detail(self) -> str:
        """What changed, in English; a sentence that catalogues tell in other languages."""
        return self.entry.deed.detail

    @property
    def who(self) -> str:
        """Who did it, in English."""
        return self.who_in(ENGLISH)

    @property
    def what(self) -> str:
        """What it was done to, in English."""
        return self.what_in(ENGLISH)

    def who_in(self, words: Catalogue) -> str:
        """Who did it, in a reader's language."""
        if self.entry.actor_id is None:
            return words.say(OPERATOR)
        if self.entry.actor_id == SERVICE:
            return words.say(NOBODY)
        return self.by or words.say(ERASED)

    def did_in(self, words: Catalogue) -> str:
        """What was done, in a reader's language."""
        return act_words(self.entry.deed.act, words)

    def what_in(self, words: Catalogue) -> str:
        """What it was done to, in a reader's language."""
        return matter_words(self.entry.deed.matter, self.name, words)


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries somebody looks for; empty fields leave it open."""

    who: str = ""  # an address, or operator
    did: str = ""
    matter: str = ""
    since: str = ""  # days, by the calendar of who asks
    until: str = ""


ALL = AuditFilter()


async def list_audit(
    container: Container,
    viewer: Person | None = None,
    limit: int | None = 100,
    before_id: int | None = None,
    wanted: AuditFilter = ALL,
) -> list[AuditView]:
    """The newest entries, or those before an id; at most so many. Refused: not-allowed, for who is
    no admin; bad-date, no-such-person.
    """
    if viewer is not None and viewer.role is not Role.ADMIN:
        raise Refused("not-allowed")
    zone = viewer.time_zone if viewer is not None else "UTC"
    until = checked_day(wanted.until, zone)
    sought = Sought(
        act=Act(wanted.did) if wanted.did in set(Act) else None,
        matter=Matter(wanted.matter) if wanted.matter in set(Matter) else None,
        since=checked_day(wanted.since, zone),
        until=until + timedelta(days=1) if until is not None else None,
    )

    def query(db: Connection) -> list[AuditView]:
        by = replace(sought, actor_id=_actor(db, wanted.who))
        return _views(db, audit_log.page(db, limit, before_id, by))

    return await container.store.read(query)


def _actor(db: Connection, who: str) -> int | None:
    if not who.strip():
        return None
    if who.strip() == OPERATOR:
        return audit_log.OPERATOR
    person = people.by_address(db, normal(who))
    if person is None:
        raise Refused("no-such-person", address=who)
    return person.id


async def count_older(container: Container, entry_id: int) -> int:
    """How many entries are older than this one."""
    return await container.store.read(lambda db: audit_log.count_before(db, entry_id))


def _views(db: Connection, entries: Sequence[Entry]) -> list[AuditView]:
    ids = {entry.actor_id for entry in entries} | {
        entry.deed.id for entry in entries if entry.deed.matter is Matter.PERSON
    }
    known = people.as_they_are(db, (number for number in ids if number))
    addresses = {number: person.address for number, person in known.items()}
    return [
        AuditView(
            entry.id,
            entry.at,
            addresses.get(entry.actor_id or 0, ""),
            entry,
            _name(entry.deed, addresses),
        )
        for entry in entries
    ]


def _name(deed: Deed, addresses: Mapping[int, str]) -> str:
    if deed.matter is Matter.PERSON and deed.id is not None:
        return addresses.get(deed.id, "")
    return deed.name or (str(deed.id) if deed.id is not None else "")
