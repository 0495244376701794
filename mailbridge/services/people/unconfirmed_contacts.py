"""Contacts that mail made and nobody confirmed yet, with what may be known of them already."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person, Role
from mailbridge.domain.told import Told, told
from mailbridge.services import audit
from mailbridge.services.access import reads_inside, visible_projects
from mailbridge.services.container import Container
from mailbridge.services.people.addresses import required_person
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import ContactView, PersonView
from mailbridge.services.views.person_views import person_view, person_views
from mailbridge.steps.deciding.people.client_domain import client_domain
from mailbridge.steps.deciding.people.same_person import telling
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
    if not people_by_id:  # everybody's name is looked at for them
        return []
    names = dict(projects.first_names(db, visible))
    signs = {key: _signs(person) for key, person in people_by_id.items()}
    bearers = _bearers(db, visible, frozenset().union(*signs.values()))
    known = people.by_ids(db, set().union(*bearers.values()))
    domains = {key: {sign for sign in mine if _is_domain(sign)} for key, mine in signs.items()}
    return [
        ContactView(
            person=person_view(person),
            projects=tuple(
                names[one]
                for one in unconfirmed_contacts.taking_part(db, person.id)
                if one in names
            ),
            same=_views(known, bearers, signs[person.id] - domains[person.id]),
            client=min(domains[person.id] & bearers.keys(), default="").removeprefix("@"),
            colleagues=_views(known, bearers, domains[person.id]),
        )
        for person in sorted(people_by_id.values(), key=lambda person: person.id)
    ]


def _signs(person: Person) -> frozenset[str]:
    """What others may share with them: their name, telling parts of addresses, and `@domain`."""
    return telling(person.name, person.addresses) | _domains(person.addresses)


def _is_domain(sign: str) -> bool:
    return sign.startswith("@") and " " not in sign


def _domains(addresses: Iterable[str]) -> frozenset[str]:
    return frozenset(f"@{domain}" for domain in map(client_domain, addresses) if domain)


def _bearers(
    db: Connection, visible: frozenset[int] | None, wanted: frozenset[str]
) -> dict[str, set[int]]:
    """Who of the confirmed people that the viewer may know of bears one of these signs."""
    bearers: dict[str, set[int]] = {}
    for row in unconfirmed_contacts.confirmed_in(db, visible):
        addresses = (row.address,) if row.address is not None else ()
        for sign in (telling(row.name, addresses) | _domains(addresses)) & wanted:
            bearers.setdefault(sign, set()).add(row.id)
    return bearers


def _views(
    known: Mapping[int, Person], bearers: Mapping[str, set[int]], signs: Iterable[str]
) -> tuple[PersonView, ...]:
    ids = {one for sign in signs for one in bearers.get(sign, ())}
    return tuple(person_view(known[one]) for one in sorted(ids) if one in known)


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
        detail = told("as {role}", role=Told(role)) if person.staged else ""
        audit.record(db, container, actor, Act.LET_IN, Matter.PERSON, person.id, detail=detail)
        return person_views(db, [person.id], visible)[0]

    return await container.store.write(transaction)


def _client_role(role: str) -> Role:
    """The role a confirmed contact may be given. Refused: bad-role, for roles of the team."""
    if role not in (Role.CLIENT, Role.CLIENT_PLUS, Role.OBSERVER):
        raise Refused("bad-role", role=role)
    return Role(role)
