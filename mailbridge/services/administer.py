"""Projects, aliases and people: what an admin sets up."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from sqlalchemy import Connection

from mailbridge.domain.address import decode, new_key, normal, split
from mailbridge.domain.project import Person, Role
from mailbridge.services.access import project_of, visible_projects
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import AliasView, PersonView, ProjectView
from mailbridge.steps.deciding.address.route import POSTMASTER, TOKENS
from mailbridge.steps.reading.mime.encoded_words import one_line
from mailbridge.store.directory import aliases as alias_store
from mailbridge.store.directory import people as people_store
from mailbridge.store.directory import projects as project_store

OVERLAP = timedelta(days=30)  # how long a rotated address goes on working
ARMED = timedelta(minutes=30)  # how long a mail provider's confirmation of an alias is awaited
IMPORTED_AT_ONCE = 2000
_DOMAIN = re.compile(r"[^\s@<>()\[\]\\,;:\"]+\Z")


def checked_address(address: str) -> str:
    """The one spelling of a mailbox, or a refusal."""
    local, domain = split(address)
    plain = not re.search(r"[\s<>()\[\]\\,;:\"\x00-\x1f]", local) and _DOMAIN.match(domain)
    if not (local and plain and ".." not in domain and len(local) <= 64 and len(domain) <= 255):
        raise Refused("bad-address", address=address)
    return f"{local}@{domain}"


def _refuse_own(container: Container, address: str) -> None:
    """What the grammar of our addresses and RFC 5321 section 4.5.1 (postmaster) have taken is
    nobody else's.
    """
    local, domain = split(address)
    if domain in container.domains and (
        local == POSTMASTER or local.startswith(TOKENS) or decode(local, ()) is not None
    ):
        raise Refused("own-address", address=address)


# projects


def _fresh_key(db: Connection, container: Container) -> str:
    key = new_key(container.entropy(16))
    return _fresh_key(db, container) if project_store.key_is_used(db, key) else key


async def add_project(container: Container, name: str, language: str = "en") -> ProjectView:
    name = one_line(name).strip()

    def work(db: Connection) -> ProjectView:
        if not name or project_store.by_name(db, name):
            raise Refused("name-taken" if name else "no-name", name=name)
        made = project_store.add(db, name, language, _fresh_key(db, container), container.clock())
        return _views(db, container, only=made)[0]

    return await container.store.write(work)


async def projects(container: Container, viewer: Person | None = None) -> list[ProjectView]:
    return await container.store.read(lambda db: _views(db, container, viewer))


async def project(
    container: Container, name_or_id: str, viewer: Person | None = None
) -> ProjectView:
    return await container.store.read(
        lambda db: _views(db, container, viewer, project_of(db, name_or_id, viewer).id)[0]
    )


def _views(
    db: Connection, container: Container, viewer: Person | None = None, only: int | None = None
) -> list[ProjectView]:
    visible = visible_projects(db, viewer)
    found = [
        item
        for item in project_store.all_(db)
        if (visible is None or item[0].id in visible) and only in (None, item[0].id)
    ]
    aliases = project_store.aliases_of(db, [item.id for item, _ in found])
    return [
        ProjectView(
            id=item.id,
            name=item.name,
            address=f"{item.key}@{container.domain}",
            aliases=tuple(alias.address for alias in aliases if alias.project_id == item.id),
            language=item.language,
            created=created,
            unknown_authors=item.unknown_authors,
            team_replies=item.team_replies,
        )
        for item, created in found
    ]


async def rotate_address(
    container: Container, name_or_id: str, overlap: timedelta = OVERLAP
) -> ProjectView:
    """A new random address; the old one works until `overlap` has gone."""

    def work(db: Connection) -> ProjectView:
        found, now = project_of(db, name_or_id), container.clock()
        project_store.rotate(db, found.id, _fresh_key(db, container), now, now + overlap)
        return _views(db, container, only=found.id)[0]

    return await container.store.write(work)


# aliases


async def add_alias(container: Container, address: str, project: str) -> AliasView:
    checked = checked_address(address)
    _refuse_own(container, checked)

    def work(db: Connection) -> AliasView:
        found = project_of(db, project)
        _refuse_taken(db, checked)
        project_store.add_alias(db, checked, found.id, container.clock())
        alias_store.arm(db, checked, container.clock() + ARMED)
        return AliasView(checked, found.name, "waiting")

    return await container.store.write(work)


def _refuse_taken(db: Connection, address: str) -> None:
    """An address belongs to one alias or one person."""
    if project_store.alias(db, address) is not None:
        raise Refused("address-taken", address=address, owner="an alias")
    owner = people_store.by_address(db, address)
    if owner is not None:
        raise Refused("address-taken", address=address, owner=owner.called)


async def aliases(container: Container) -> list[AliasView]:
    def work(db: Connection) -> list[AliasView]:
        names = {item.id: item.name for item, _ in project_store.all_(db)}
        return [
            AliasView(alias.address, names[alias.project_id], alias.state)
            for alias in project_store.aliases_of(db)
        ]

    return await container.store.read(work)


async def remove_alias(container: Container, address: str) -> None:
    if not await container.store.write(lambda db: project_store.remove_alias(db, normal(address))):
        raise Refused("no-such-alias", address=address)


# people


async def add_person(
    container: Container,
    address: str,
    name: str = "",
    role: str = "client",
    language: str | None = None,
) -> PersonView:
    """Add somebody, or change the name, role and language of who has that address already."""
    checked, known_role = checked_address(address), _role(role)
    _refuse_own(container, checked)

    def work(db: Connection) -> PersonView:
        if project_store.alias(db, checked) is not None:
            raise Refused("address-taken", address=checked, owner="an alias")
        person = people_store.by_address(db, checked)
        if person is None:
            made = people_store.add(
                db, checked, one_line(name).strip(), known_role, language or "en", container.clock()
            )
        else:
            made = person.id
            shown = one_line(name).strip() or person.name
            values = {
                "name": shown,
                "role": known_role,
                "language": language or person.language,
                "staged": False,
            }
            people_store.change(db, made, **values)
        return person_views(db, [made])[0]

    return await container.store.write(work)


def _role(role: str) -> str:
    if role not in set(Role):
        raise Refused("bad-role", role=role)
    return role


def person_views(db: Connection, ids: Iterable[int]) -> list[PersonView]:
    found = sorted(people_store.by_ids(db, ids).values(), key=lambda person: person.id)
    names = people_store.projects_of(db, (person.id for person in found))
    return [person_view(person, tuple(names.get(person.id, ()))) for person in found]


def person_view(person: Person, projects: tuple[str, ...] = ()) -> PersonView:
    return PersonView(
        id=person.id,
        name=person.name,
        addresses=person.addresses,
        role=person.role,
        projects=projects,
        language=person.language,
        staged=person.staged,
        unreachable=person.unreachable,
    )


async def show_person(container: Container, address: str) -> PersonView:
    known = await person(container, address)
    return (await container.store.read(lambda db: person_views(db, {known.id})))[0]


async def people(
    container: Container, viewer: Person | None = None, project: str | None = None
) -> list[PersonView]:
    """Everybody, or the people of one project; a viewer reads only the names of projects he belongs
    to.
    """

    def work(db: Connection) -> list[PersonView]:
        visible = visible_projects(db, viewer)
        if project is not None:
            ids = {
                person.id
                for person in people_store.of_project(db, project_of(db, project, viewer).id)
            }
        elif visible is None:
            ids = {person.id for person in people_store.all_(db)}
        else:
            ids = {person.id for one in visible for person in people_store.of_project(db, one)}
        found = person_views(db, ids)
        if visible is None:
            return found
        names = {item.name for item, _ in project_store.all_(db) if item.id in visible}
        return [_without_others(view, names) for view in found]

    return await container.store.read(work)


def _without_others(view: PersonView, names: set[str]) -> PersonView:
    """A member does not learn of projects he does not belong to."""
    shown = tuple(name for name in view.projects if name in names)
    return replace(view, projects=shown)


async def person(container: Container, address: str) -> Person:
    def work(db: Connection) -> Person:
        found = people_store.by_address(db, normal(address))
        if found is None:
            raise Refused("no-such-person", address=address)
        return found

    return await container.store.read(work)


async def join(container: Container, address: str, project: str) -> PersonView:
    known = await person(container, address)

    def work(db: Connection) -> PersonView:
        people_store.join(db, project_of(db, project).id, [known.id])
        people_store.change(db, known.id, staged=False)
        return person_views(db, [known.id])[0]

    return await container.store.write(work)


async def import_people(
    container: Container,
    rows: Iterable[tuple[str, str, str]],
    project: str | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Add (address, name, role) in bulk; who is known already is left as he is, and joined to the
    project.

    All rows are checked before the first is kept. Returns how many rows there were.
    """
    checked = [
        (checked_address(address), one_line(name).strip(), _role(role.strip() or "client"))
        for address, name, role in rows
    ]
    done, pending = 0, iter(checked)
    while some := list(islice(pending, IMPORTED_AT_ONCE)):
        await container.store.write(lambda db, some=some: _import(db, container, some, project))  # type: ignore[misc]
        done += len(some)
        progress(done)
    return done


def _import(
    db: Connection, container: Container, rows: list[tuple[str, str, str]], project: str | None
) -> None:
    owners = people_store.add_many(db, rows, "en", container.clock())
    if project is not None:
        people_store.join(
            db, project_of(db, project).id, (owners[address] for address, _, _ in rows)
        )


# tokens


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def issue_token(container: Container, address: str) -> str:
    """A bearer token of the API; only its hash is kept, so it is shown this once."""
    known, token = await person(container, address), "mb_" + container.entropy(24).hex()
    await container.store.write(
        lambda db: people_store.add_token(db, token_hash(token), known.id, container.clock())
    )
    return token


async def person_of_token(container: Container, token: str) -> Person | None:
    return await container.store.read(lambda db: people_store.by_token(db, token_hash(token)))
