"""Many people at once."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice

from sqlalchemy import Connection

from mailbridge.domain.address import normal
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services import audit
from mailbridge.services.access import project_of
from mailbridge.services.checked_address import checked_address, refuse_own_address
from mailbridge.services.container import Container
from mailbridge.services.people.register import checked_role
from mailbridge.services.refusal import Refused
from mailbridge.steps.reading.mime.encoded_words import one_line
from mailbridge.store.directory import people, projects

IMPORTED_AT_ONCE = 2000
Row = tuple[str, str, str]  # address, name, role


async def import_people(
    container: Container,
    rows: Iterable[Row],
    project: str | None = None,
    progress: Callable[[int], None] = lambda done: None,
    actor: Person | None = None,
) -> int:
    """Add people in bulk; who is known already is left as they are, and joined to the project.

    All rows are checked before the first is kept. Returns how many rows there were. Refused:
    bad-address, bad-role, own-address, address-taken, no-such-project.
    """
    checked = [_checked(container, row) for row in rows]
    taken = await _aliases_among(container, [address for address, _, _ in checked])
    if taken:
        raise Refused("address-taken", address=min(taken), owner=told("an alias"))
    done, pending = 0, iter(checked)
    while batch := list(islice(pending, IMPORTED_AT_ONCE)):
        await container.store.write(
            partial(_import_rows, container=container, rows=batch, project=project, actor=actor)
        )
        done += len(batch)
        progress(done)
    return done


async def refused_rows(container: Container, rows: Sequence[Row]) -> dict[int, Refused]:
    """Why each row that `import_people` would not take cannot be taken, by its place."""
    refused: dict[int, Refused] = {}
    taken = await _aliases_among(container, [normal(address) for address, _, _ in rows])
    for place, row in enumerate(rows):
        try:
            address, _, _ = _checked(container, row)
        except Refused as refusal:
            refused[place] = refusal
            continue
        if address in taken:
            refused[place] = Refused("address-taken", address=address, owner=told("an alias"))
    return refused


def _checked(container: Container, row: Row) -> Row:
    """In the spelling that is kept. Refused: bad-address, own-address, bad-role."""
    address, name, role = checked_address(row[0]), *row[1:]
    refuse_own_address(container, address)
    return address, one_line(name).strip(), checked_role(role.strip() or "client").value


async def _aliases_among(container: Container, addresses: Sequence[str]) -> frozenset[str]:
    return await container.store.read(lambda db: projects.aliases_among(db, addresses))


def _import_rows(
    db: Connection,
    container: Container,
    rows: list[tuple[str, str, str]],
    project: str | None,
    actor: Person | None,
) -> None:
    owners = people.add_many(db, rows, "en", container.clock())
    if project is not None:
        people.join(db, project_of(db, project).id, (owners[address] for address, _, _ in rows))
    detail = told("project {name}", name=project) if project is not None else ""
    count = str(len(rows))
    audit.record(db, container, actor, Act.IMPORTED, Matter.PEOPLE, name=count, detail=detail)
