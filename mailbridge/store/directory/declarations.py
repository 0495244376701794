"""What files declare: which projects, aliases, people and policies are theirs."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select

from mailbridge.store.engine.prepared import Prepared
from mailbridge.store.engine.schema import declarations

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
