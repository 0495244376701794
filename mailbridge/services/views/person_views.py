"""People as lists and pages show them."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection

from mailbridge.domain.project import Person
from mailbridge.services.views.models import PersonView
from mailbridge.store.directory import declarations, people, people_lists
from mailbridge.values import replace


def person_views(
    db: Connection, ids: Iterable[int], visible: Collection[int] | None = None
) -> list[PersonView]:
    """The people of these ids in the order of their ids, each with the names of their projects;
    `visible`: name these projects alone (None: all of them).
    """
    persons = sorted(people.by_ids(db, ids).values(), key=lambda person: person.id)
    names = people_lists.projects_of(db, (person.id for person in persons), visible)
    files = declarations.files_of(db, "person")
    return [
        replace(
            person_view(person, tuple(names.get(person.id, ()))),
            declared=next((files[own] for own in person.addresses if own in files), None),
        )
        for person in persons
    ]


def person_view(person: Person, projects: tuple[str, ...] = ()) -> PersonView:
    """One person, with these names of projects."""
    return PersonView(
        id=person.id,
        name=person.name,
        addresses=person.addresses,
        role=person.role,
        projects=projects,
        language=person.language,
        staged=person.staged,
        unreachable=person.unreachable,
        disabled=person.disabled,
        time_zone=person.time_zone,
        zone_from=person.zone_from,
        away_until=person.away_until,
        morning=person.morning,
    )
