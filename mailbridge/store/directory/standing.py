"""What there is, as declarations are compared with it."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, select

from mailbridge.domain.project import Person
from mailbridge.steps.deciding.declared_changes import PolicyKey, Standing
from mailbridge.store.directory import author_policies, declarations, people, projects
from mailbridge.store.engine.schema import memberships


def standing(db: Connection, settings: Mapping[str, Mapping[str, str]]) -> Standing:
    """All that declarations are compared with; `settings` are those of each project, by name."""
    names = {project.id: project for project, _ in projects.all_(db)}
    everybody = people.all_(db)
    return Standing(
        projects=settings,
        aliases={item.address: names[item.project_id].name for item in projects.aliases_of(db)},
        people={address: _values(item) for item in everybody for address in item.addresses},
        members=_members(db, {item.id: item.addresses for item in everybody}),
        policies=_policies(db),
        declared=frozenset(declarations.marked(db)),
    )


def _values(person: Person) -> dict[str, str]:
    return {
        "id": str(person.id),
        "name": person.name,
        "role": person.role.value,
        "language": person.language,
    }


def _members(db: Connection, addresses: Mapping[int, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    names = dict(projects.first_names(db, None))
    members: dict[str, set[str]] = defaultdict(set)
    for row in db.execute(select(memberships)):
        members[names[row.project_id]].update(addresses.get(row.person_id, ()))
    return {name: frozenset(theirs) for name, theirs in members.items()}


def _policies(db: Connection) -> dict[PolicyKey, str]:
    return {(author, where): choice for author, choice, where in author_policies.policies(db)}
