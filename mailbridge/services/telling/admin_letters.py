"""The admins whom a letter reaches."""

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.services.container import Container
from mailbridge.steps.telling.recipients import is_ours
from mailbridge.store.directory import people


def admins_reached(db: Connection, container: Container) -> tuple[Person, ...]:
    """The admins with an address that works and leads away from us."""
    return tuple(person for person in people.admins(db) if _is_reached(container, person))


def _is_reached(container: Container, person: Person) -> bool:
    return (
        bool(person.address)
        and not person.unreachable
        and not person.disabled
        and not is_ours(person.address, container.domains, container.keys)
    )
