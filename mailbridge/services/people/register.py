"""People: added, imported, found, listed and joined to projects."""

from collections.abc import Mapping
from typing import cast

from sqlalchemy import Connection

from mailbridge.domain.address import normal
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person, Role
from mailbridge.domain.told import Told, told
from mailbridge.services import audit
from mailbridge.services.access import project_of, visible_projects
from mailbridge.services.checked_address import checked_address, refuse_own_address
from mailbridge.services.checked_language import checked_language
from mailbridge.services.container import Container
from mailbridge.services.declared_elsewhere import refuse_declared
from mailbridge.services.people import mail_of_leavers
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import PersonView
from mailbridge.services.views.person_views import person_view, person_views
from mailbridge.steps.reading.mime.encoded_words import one_line
from mailbridge.store.directory import people, people_lists, projects, ways_in
from mailbridge.store.directory.people import PersonChange

AT_ONCE = 200  # people on one page, besides the team
MOST_ASSIGNABLE = 200  # people in a list to choose from


async def add_person(
    container: Container,
    address: str,
    name: str = "",
    role: str = "client",
    language: str | None = None,
    actor: Person | None = None,
) -> PersonView:
    """Add somebody, or change the name, role and language of who has that address already."""
    checked, known_role = checked_address(address), checked_role(role)
    refuse_own_address(container, checked)
    if language is not None:
        checked_language(container, language)

    def transaction(db: Connection) -> PersonView:
        if projects.alias(db, checked) is not None:
            raise Refused("address-taken", address=checked, owner=told("an alias"))
        refuse_declared(db, "person", checked)
        person, shown = people.by_address(db, checked), one_line(name).strip()
        if person is not None:
            _change(
                db,
                container,
                person,
                PersonChange(
                    name=shown or person.name,
                    role=known_role,
                    language=language or person.language,
                    staged=False,
                ),
                actor,
            )
            return person_views(db, [person.id])[0]
        made = people.add(db, checked, shown, known_role.value, language or "en", container.clock())
        detail = told("as {role}", role=Told(known_role.value))
        audit.record(db, container, actor, Act.ADDED, Matter.PERSON, made, detail=detail)
        return person_views(db, [made])[0]

    return await container.store.write(transaction)


def _change(
    db: Connection,
    container: Container,
    person: Person,
    to: PersonChange,
    actor: Person | None,
) -> None:
    if actor is not None and actor.id == person.id and to.get("role", actor.role) != actor.role:
        raise Refused("not-yourself")  # an installation must keep somebody who looks after it
    people.change(db, person.id, **to)
    close_what_is_lost(db, person, to.get("role", person.role))
    before = {"role": person.role, "language": person.language}
    detail = audit.changes(before, cast(Mapping[str, object], to))
    audit.record(db, container, actor, Act.CHANGED, Matter.PERSON, person.id, detail=detail)


def close_what_is_lost(db: Connection, person: Person, role: Role) -> None:
    """Who leaves the team, or may not sign in any more, has no way in from now on; a later return
    opens none of the old ones. Whoever has another role signs in anew.
    """
    if (person.role.is_team, person.role.has_web) > (role.is_team, role.has_web):
        ways_in.close_all(db, person.id)
    elif person.role is not role:
        ways_in.end_sessions(db, person.id)


def checked_role(role: str) -> Role:
    """The role of that name. Refused: bad-role."""
    if role not in set(Role):
        raise Refused("bad-role", role=role)
    return Role(role)


async def show_person(container: Container, address: str) -> PersonView:
    """The person of an address, with the names of their projects. Refused: no-such-person."""
    known = await find_person(container, address)
    return (await container.store.read(lambda db: person_views(db, {known.id})))[0]


async def show_person_of_id(container: Container, person_id: int) -> PersonView:
    """The person of a number, with the names of their projects. Refused: no-such-person."""

    def query(db: Connection) -> PersonView:
        person = people.by_id(db, person_id)
        if person is None:
            raise Refused("no-such-person", address=str(person_id))
        return person_views(db, {person.id})[0]

    return await container.store.read(query)


async def list_assignable(
    container: Container, viewer: Person, project_id: int | None = None
) -> list[PersonView]:
    """The team as far as a viewer may know of it, and clients who may be asked; those of one
    project, where that is said. At most MOST_ASSIGNABLE: a longer list is no choice.
    """
    takes = (Role.ADMIN, Role.MEMBER, Role.CLIENT_PLUS)

    def query(db: Connection) -> list[PersonView]:
        visible = visible_projects(db, viewer)
        within = visible
        if project_id is not None:
            within = frozenset({project_id} if visible is None else {project_id} & visible)
        ids = people_lists.assignable(db, takes, within, visible is None, MOST_ASSIGNABLE)
        return person_views(db, ids, visible)

    return await container.store.read(query)


async def list_people_at_hand(
    container: Container, viewer: Person, after: int = 0, project: str | None = None
) -> tuple[list[PersonView], list[PersonView]]:
    """The team, and a page of AT_ONCE others behind the id `after`; all of whom a viewer may
    know, or those of one project. Refused: no-such-project.
    """
    team = [role for role in Role if role.is_team]
    others = [role for role in Role if not role.is_team]

    def query(db: Connection) -> tuple[list[PersonView], list[PersonView]]:
        visible = visible_projects(db, viewer)
        within = visible if project is None else {project_of(db, project, viewer).id}
        ours = people_lists.ids_with(db, team, within)
        page = people_lists.ids_with(db, others, within, after, AT_ONCE)
        return person_views(db, ours, visible), person_views(db, page, visible)

    return await container.store.read(query)


async def list_clients(container: Container, viewer: Person, limit: int) -> list[PersonView]:
    """At most so many clients whom a viewer may know of, without the names of their projects."""

    def query(db: Connection) -> list[PersonView]:
        visible = visible_projects(db, viewer)
        ids = people_lists.ids_with(db, (Role.CLIENT, Role.CLIENT_PLUS), visible, limit=limit)
        return [person_view(person) for _, person in sorted(people.by_ids(db, ids).items())]

    return await container.store.read(query)


async def list_people(
    container: Container, viewer: Person | None = None, project: str | None = None
) -> list[PersonView]:
    """Everybody, or the people of one project; a viewer reads only the names of projects they
    belong to.
    """

    def query(db: Connection) -> list[PersonView]:
        visible = visible_projects(db, viewer)
        if project is not None:
            within = [project_of(db, project, viewer).id]
            ids = [person.id for person in people.of_project(db, within[0])]
        elif visible is None:
            ids = [person.id for person in people.all_(db)]
        else:
            ids = people_lists.ids_with(db, Role, visible)
        return person_views(db, ids, visible)

    return await container.store.read(query)


async def find_person(container: Container, address: str) -> Person:
    """The person of an address. Refused: no-such-person."""

    def query(db: Connection) -> Person:
        person = people.by_address(db, normal(address))
        if person is None:
            raise Refused("no-such-person", address=address)
        return person

    return await container.store.read(query)


async def find_writer(container: Container, address: str | None, project: str) -> Person:
    """Who writes: the one of this address; else the project's only member, else the first admin.
    Refused: no-such-person, no-such-project, no-writer.
    """
    if address is not None:
        return await find_person(container, address)

    def transaction(db: Connection) -> Person:
        members = people.of_project(db, project_of(db, project).id, team_only=True)
        persons = members if len(members) == 1 else people.admins(db)
        if not persons:
            raise Refused("no-writer")
        return persons[0]

    return await container.store.read(transaction)


async def join_project(
    container: Container, address: str, project: str, actor: Person | None = None
) -> PersonView:
    """Make a person belong to a project; a contact is confirmed by it. Refused: no-such-person,
    no-such-project.
    """
    known = await find_person(container, address)

    def transaction(db: Connection) -> PersonView:
        found = project_of(db, project)
        people.join(db, found.id, [known.id])
        people.change(db, known.id, staged=False)
        mail_of_leavers.take_mail(db, container, known, found, actor)
        detail = told("project {name}", name=found.name)
        audit.record(db, container, actor, Act.JOINED, Matter.PERSON, known.id, detail=detail)
        return person_views(db, [known.id])[0]

    return await container.store.write(transaction)
