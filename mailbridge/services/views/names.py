"""Names that several views show: of projects, and addresses of people."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.store.directory import projects


def project_names(db: Connection) -> dict[int, str]:
    """The names of all projects by id."""
    return dict(projects.first_names(db, None))


def names_of_projects(db: Connection, ids: Iterable[int]) -> dict[int, str]:
    """The names of these projects by id."""
    return projects.names(db, ids)


def address_of(known: Mapping[int, Person], person_id: int | None) -> str | None:
    """The person's first address; None where there is none, or nobody is meant."""
    person = known.get(person_id) if person_id is not None else None
    return person.address if person is not None else None
