"""Aliases: declared, listed and removed by admins."""

from datetime import timedelta

from sqlalchemy import Connection

from mailbridge.domain.address import normal
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services import audit
from mailbridge.services.access import project_of
from mailbridge.services.checked_address import checked_address, refuse_own_address
from mailbridge.services.container import Container
from mailbridge.services.declared_elsewhere import refuse_declared
from mailbridge.services.refusal import Refused
from mailbridge.services.views.names import project_names
from mailbridge.services.views.project_views import AliasView
from mailbridge.store.directory import aliases, declarations, people, projects

ARMED = timedelta(minutes=30)  # how long a mail provider's confirmation of an alias is awaited


async def add_alias(
    container: Container, address: str, project: str, actor: Person | None = None
) -> AliasView:
    """Declare an address as an alias of a project, and await a provider's confirmation for a while.

    Refused: bad-address, own-address, address-taken, no-such-project.
    """
    checked = checked_address(address)
    refuse_own_address(container, checked)

    def transaction(db: Connection) -> AliasView:
        owner = project_of(db, project)
        _refuse_taken(db, checked)
        projects.add_alias(db, checked, owner.id, container.clock())
        aliases.arm(db, checked, container.clock() + ARMED)
        detail = told("project {name}", name=owner.name)
        audit.record(db, container, actor, Act.ADDED, Matter.ALIAS, name=checked, detail=detail)
        return AliasView(checked, owner.name, "waiting")

    return await container.store.write(transaction)


def _refuse_taken(db: Connection, address: str) -> None:
    """Refused: address-taken, where the address is another alias or a person's."""
    if projects.alias(db, address) is not None:
        raise Refused("address-taken", address=address, owner=told("an alias"))
    owner = people.by_address(db, address)
    if owner is not None:
        raise Refused("address-taken", address=address, owner=owner.called)


async def list_aliases(container: Container) -> list[AliasView]:
    """All aliases with the names of their projects."""

    def query(db: Connection) -> list[AliasView]:
        names = project_names(db)
        files = declarations.files_of(db, "alias")
        return [
            AliasView(alias.address, names[alias.project_id], alias.state, files.get(alias.address))
            for alias in projects.aliases_of(db)
        ]

    return await container.store.read(query)


async def remove_alias(container: Container, address: str, actor: Person | None = None) -> None:
    """Forget an alias; mail to it is no project's any more. Refused: no-such-alias."""
    known = normal(address)

    def transaction(db: Connection) -> None:
        refuse_declared(db, "alias", known)
        if not projects.remove_alias(db, known):
            raise Refused("no-such-alias", address=address)
        audit.record(db, container, actor, Act.REMOVED, Matter.ALIAS, name=known)

    await container.store.write(transaction)
