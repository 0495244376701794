"""Whom a task may be given to, and whom somebody means by a name."""

from collections.abc import Sequence

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.services.refusal import Refused
from mailbridge.store.directory import people
from mailbridge.store.discussions import taking_part


def find_assignee(db: Connection, project_id: int, discussion_id: int, who: str) -> Person:
    """The one person meant by an address, the part before its @, or a name; Refused where there is
    none, or more than one.
    """
    return find_named(list_assignable(db, project_id, discussion_id), who)


def list_assignable(db: Connection, project_id: int, discussion_id: int) -> list[Person]:
    """Whom a task may be given to: the project's people, admins, and clients with the right to be
    asked.
    """
    known = {
        person.id: person for person in [*people.of_project(db, project_id), *people.admins(db)]
    }
    known |= {
        participant.person.id: participant.person
        for participant in taking_part.participants_of(db, discussion_id)
        if participant.person.role.value != "client"
    }
    return [
        person
        for person in known.values()
        if person.role.value in ("admin", "member", "client+") and not person.staged
    ]


def find_named(among: Sequence[Person], who: str) -> Person:
    """The one person meant by an address, a local-part (`anna@`) or a name."""
    wanted = who.strip().lower().removeprefix("@").rstrip("@ ,;")
    for tier in (_by_address, _by_local_part, _by_name):
        persons = [person for person in among if tier(person, wanted)]
        if len(persons) == 1:
            return persons[0]
        if persons:
            raise Refused("ambiguous-assignee", name=who.strip())
    raise Refused("no-assignee", name=who.strip())


def _by_address(person: Person, wanted: str) -> bool:
    return wanted in person.addresses


def _by_local_part(person: Person, wanted: str) -> bool:
    return any(address.partition("@")[0] == wanted for address in person.addresses)


def _by_name(person: Person, wanted: str) -> bool:
    name = person.name.lower()
    return name == wanted or wanted in name.split()
