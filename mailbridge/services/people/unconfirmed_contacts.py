"""Contacts that mail made and nobody confirmed yet, with what may be known of them already."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person, Role
from mailbridge.domain.told import told
from mailbridge.services import audit
from mailbridge.services.access import reads_inside, visible_projects
from mailbridge.services.container import Container
from mailbridge.services.people.addresses import required_person, view_person
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import ContactView, PersonView
from mailbridge.services.views.person_views import person_view
from mailbridge.steps.deciding.people.client_domain import client_domain
from mailbridge.steps.deciding.people.same_person import candidates
from mailbridge.store.directory import people, projects, unconfirmed_contacts


async def list_contacts(container: Container, viewer: Person | None = None) -> list[ContactView]:
    """Of the discussions a viewer sees; each with who may be the same person, and who is of the
    same client, by domain.
    """
    return await container.store.read(lambda db: _contacts(db, viewer))


def _contacts(db: Connection, viewer: Person | None) -> list[ContactView]:
    visible = visible_projects(db, viewer)
    if not reads_inside(viewer):
        return []
    people_by_id = people.by_ids(db, unconfirmed_contacts.staged_in(db, visible))
    if not people_by_id:  # everybody is compared with them: that is asked for where there are some
        return []
    names = {
        project.id: project.name
        for project, _ in projects.all_(db)
        if visible is None or project.id in visible
    }
    known = _known(db, visible)
    domains = {
        key: {client_domain(address) for address in person.addresses} - {""}
        for key, person in people_by_id.items()
    }
    by_domain = _by_domain(known.values())
    return [
        ContactView(
            person=person_view(person),
            projects=tuple(
                names[one]
                for one in unconfirmed_contacts.taking_part(db, person.id)
                if one in names
            ),
            same=tuple(map(person_view, candidates(person, known.values()))),
            client=min(domains[person.id] & by_domain.keys(), default=""),
            colleagues=tuple(
                person_view(one)
                for domain in sorted(domains[person.id])
                for one in by_domain.get(domain, ())
            ),
        )
        for person in sorted(people_by_id.values(), key=lambda person: person.id)
    ]


def _known(db: Connection, visible: frozenset[int] | None) -> Mapping[int, Person]:
    """The confirmed people whom the viewer may know of, by id."""
    persons = (
        people.all_(db)
        if visible is None
        else [person for one in sorted(visible) for person in people.of_project(db, one)]
    )
    return {person.id: person for person in persons if not person.staged}


def _by_domain(known: Iterable[Person]) -> dict[str, list[Person]]:
    colleagues: dict[str, list[Person]] = {}
    for person in known:
        for domain in sorted({client_domain(address) for address in person.addresses} - {""}):
            colleagues.setdefault(domain, []).append(person)
    return colleagues


async def confirm_contact(
    container: Container, address: str, actor: Person | None = None, role: str = Role.CLIENT
) -> PersonView:
    """Say that a contact made by mail is a client: they belong to the projects in whose discussions
    they take part.

    `actor` must belong to one of them; None is the operator.
    """

    def transaction(db: Connection) -> PersonView:
        person = required_person(db, address)
        visible, taking_part = (
            visible_projects(db, actor),
            unconfirmed_contacts.taking_part(db, person.id),
        )
        theirs = [one for one in taking_part if visible is None or one in visible]
        if actor is not None and (not actor.role.is_team or (visible is not None and not theirs)):
            raise Refused("no-such-person", address=address)
        if person.staged:
            people.change(db, person.id, staged=False, role=_client_role(role))
        for project_id in theirs:
            people.join(db, project_id, [person.id])
        detail = told("as {role}", role=role) if person.staged else ""
        audit.record(db, container, actor, Act.LET_IN, Matter.PERSON, person.id, detail=detail)
        return view_person(db, person.id)

    return await container.store.write(transaction)


def _client_role(role: str) -> Role:
    """The role a confirmed contact may be given. Refused: bad-role, for roles of the team."""
    if role not in (Role.CLIENT, Role.CLIENT_PLUS, Role.OBSERVER):
        raise Refused("bad-role", role=role)
    return Role(role)
