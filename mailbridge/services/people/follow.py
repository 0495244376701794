"""How much a member hears of each project, and which discussions they follow."""

from sqlalchemy import Connection

from mailbridge.domain.project import Level, Person
from mailbridge.services.access import discussion_to_act_on, project_of, visible_projects
from mailbridge.services.container import Container
from mailbridge.services.people.addresses import required_person
from mailbridge.services.refusal import Refused
from mailbridge.store.directory import following, people, projects
from mailbridge.values import dataclass

AT_ONCE = 100  # projects in one form


@dataclass(frozen=True, slots=True)
class LevelView:
    """What somebody hears of a project."""

    person: str  # address
    project_id: int
    project: str
    level: str


async def show_levels(container: Container, address: str) -> list[LevelView]:
    """What a member hears of each project they see. Refused: no-such-person, not-allowed."""

    def query(db: Connection) -> list[LevelView]:
        return _views(db, _member(required_person(db, address)))

    return await container.store.read(query)


async def show_own_levels(
    container: Container, person_id: int, start: int = 0
) -> tuple[list[LevelView], int | None]:
    """What a member hears of their own projects: AT_ONCE of them from the project `start` on, and
    the project that the list goes on with (None: it ends here). Nothing for who is no member.
    """

    def query(db: Connection) -> list[LevelView]:
        person = people.by_id(db, person_id)
        return _views(db, person) if person is not None and person.role.is_team else []

    views = await container.store.read(query)
    ids = [view.project_id for view in views]
    first = ids.index(start) if start in ids else 0
    end = first + AT_ONCE
    return views[first:end], ids[end] if end < len(ids) else None


async def choose_level(
    container: Container, address: str, level: str, project: str | None = None
) -> list[LevelView]:
    """What a member hears of a project from now on; of all they see where none is named. Refused:
    no-such-person, not-allowed, no-such-project, bad-level.
    """
    wanted = _checked(level)

    def transaction(db: Connection) -> list[LevelView]:
        person = _member(required_person(db, address))
        only = project_of(db, project, person).id if project is not None else None
        for view in _views(db, person):
            if only in (None, view.project_id):
                following.set_level(db, view.project_id, person.id, wanted)
        return _views(db, person)

    return await container.store.write(transaction)


async def choose_own_levels(
    container: Container, person_id: int, chosen: dict[int, str]
) -> list[LevelView]:
    """What one hears oneself of projects, by id; those one does not see are passed over."""
    levels = {project_id: _checked(level) for project_id, level in chosen.items()}

    def transaction(db: Connection) -> list[LevelView]:
        person = people.by_id(db, person_id)
        if person is None or not person.role.is_team:
            return []
        for view in _views(db, person):
            if view.project_id in levels:
                following.set_level(db, view.project_id, person.id, levels[view.project_id])
        return _views(db, person)

    return await container.store.write(transaction)


async def follow_discussion(
    container: Container, person: Person, discussion_id: int, follows: bool
) -> None:
    """A member hears everything of a discussion from now on, or only what names them and their
    tasks. Refused: no-such-discussion, not-allowed.
    """

    def transaction(db: Connection) -> None:
        discussion = discussion_to_act_on(db, discussion_id, person)
        following.follow(db, discussion.id, _member(person).id, follows)

    await container.store.write(transaction)


def _member(person: Person) -> Person:
    if not person.role.is_team:
        raise Refused("not-allowed")
    return person


def _checked(level: str) -> Level:
    if level not in set(Level):
        raise Refused("bad-level", level=level, levels=", ".join(Level))
    return Level(level)


def _views(db: Connection, person: Person) -> list[LevelView]:
    seen, chosen = visible_projects(db, person), following.levels_of(db, person.id)
    return [
        LevelView(person.address, project_id, name, chosen.get(project_id, Level.EVERYTHING).value)
        for project_id, name in projects.first_names(db, seen)
    ]
