"""What files declare: which projects, aliases, people and policies are theirs, and what there
is.
"""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select

from mailbridge.domain.project import Person
from mailbridge.steps.deciding.declared_changes import PolicyKey, Standing
from mailbridge.store.directory import author_policies, people, projects
from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import declarations, memberships

_FILE = Prepared(
    select(declarations.c.file).where(
        declarations.c.kind == bindparam("kind"), declarations.c.name == bindparam("name")
    )
)


def file_of(db: Connection, kind: str, name: str) -> str | None:
    """The file that declares it; None: it was made by hand."""
    row = _FILE.first(db, {"kind": kind, "name": name})
    return str(row.file) if row is not None else None


def files_of(db: Connection, kind: str) -> dict[str, str]:
    """Of all that is declared of a kind, by name."""
    wanted = select(declarations.c.name, declarations.c.file).where(declarations.c.kind == kind)
    return {row.name: row.file for row in db.execute(wanted)}


def members_of(db: Connection) -> dict[str, frozenset[str]]:
    """By the name of a project, the addresses of those whom files let join it."""
    members: dict[str, set[str]] = defaultdict(set)
    for name in files_of(db, "member"):
        address, _, project = name.partition(" (")
        members[project.removesuffix(")")].add(address)
    return {project: frozenset(addresses) for project, addresses in members.items()}


def marked(db: Connection) -> dict[tuple[str, str], str]:
    """(kind, name) -> file of all that is declared."""
    return {(row.kind, row.name): row.file for row in db.execute(select(declarations))}


def replace(db: Connection, marks: Mapping[tuple[str, str], str]) -> None:
    """From now on this is declared, and nothing else: (kind, name) -> file."""
    db.execute(delete(declarations))
    rows = [{"kind": kind, "name": name, "file": file} for (kind, name), file in marks.items()]
    if rows:
        db.execute(insert(declarations), rows)


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
        declared=frozenset(marked(db)),
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
