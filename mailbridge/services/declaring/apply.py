"""What files declare is compared with what there is, told, and done in one transaction."""

from sqlalchemy import Connection

from mailbridge.services.checked_address import refuse_own_address
from mailbridge.services.checked_setting import CHECKS
from mailbridge.services.container import Container
from mailbridge.services.declaring.checks import checked_settings
from mailbridge.services.declaring.doing import make, note
from mailbridge.services.projects import SETTINGS, project_views
from mailbridge.services.refusal import Refused
from mailbridge.steps.deciding.declared_changes import (
    Change,
    Declarations,
    Standing,
    changes,
    marks,
    mistakes,
)
from mailbridge.steps.deciding.declared_renames import after, rename_mistakes, renames
from mailbridge.store.directory import declarations, standing


class CannotBeDeclared(Exception):
    """`lines`: one for each mistake, to be told in the reader's language."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))


async def plan_changes(container: Container, wanted: Declarations) -> list[Change]:
    """What `apply_declarations` would change. Raises CannotBeDeclared."""
    return await container.store.read(lambda db: _planned(db, container, wanted))


async def apply_declarations(container: Container, wanted: Declarations) -> list[Change]:
    """Make it so, and return what was changed: nothing the second time. Raises CannotBeDeclared,
    with nothing changed.
    """

    def transaction(db: Connection) -> list[Change]:
        planned = _planned(db, container, wanted)
        for change in planned:
            make(db, container, change)
            note(db, container, change)
        if declarations.marked(db) != marks(wanted):
            declarations.replace(db, marks(wanted))
        return planned

    return await container.store.write(transaction)


def _planned(db: Connection, container: Container, wanted: Declarations) -> list[Change]:
    wanted, lines = checked_settings(wanted)
    now = _standing(db, container, wanted)
    renamed = renames(wanted, now)
    now = after(renamed, now)
    lines += mistakes(wanted, now, _own(container, wanted), container.words.languages)
    lines += rename_mistakes(wanted)
    if lines:
        raise CannotBeDeclared(lines)
    return [*renamed, *changes(wanted, now)]


def _standing(db: Connection, container: Container, wanted: Declarations) -> Standing:
    """Where nothing is declared, as usual, nothing but what was declared before."""
    if not wanted.projects and not wanted.people and not wanted.policies:
        return Standing(declared=frozenset(declarations.marked(db)))
    names = ("language", *SETTINGS, *CHECKS)
    settings = {
        view.name: {name: str(getattr(view, name)) for name in names}
        for view in project_views(db, container)
    }
    return standing.standing(db, settings)


def _own(container: Container, wanted: Declarations) -> frozenset[str]:
    """The declared addresses that mailbridge uses itself."""
    named = {person.address for person in wanted.people}
    named |= {address for project in wanted.projects for address in project.aliases}
    return frozenset(address for address in named if _is_own(container, address))


def _is_own(container: Container, address: str) -> bool:
    try:
        refuse_own_address(container, address)
    except Refused:
        return True
    return False
