"""Mail of a member who was taken out of a project: an admin looks at it before it does anything
there.
"""

from sqlalchemy import Connection

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person, Project, Role
from mailbridge.domain.told import told
from mailbridge.services import audit
from mailbridge.services.container import Container
from mailbridge.store.directory import author_policies

HOLD = "hold"


def hold_mail(
    db: Connection, container: Container, person: Person, project: Project, actor: Person | None
) -> None:
    """From now on what they write to the project waits, also by a reply address that they were
    given before. Clients wait to be let in without that, and an admin belongs everywhere.
    """
    if person.role is Role.MEMBER:
        _set(db, container, person, project, actor, HOLD)


def take_mail(
    db: Connection, container: Container, person: Person, project: Project, actor: Person | None
) -> None:
    """Mail of somebody who has come back to a project is taken again: what was said when they left
    is undone.
    """
    _set(db, container, person, project, actor, None)


def _set(
    db: Connection,
    container: Container,
    person: Person,
    project: Project,
    actor: Person | None,
    choice: str | None,
) -> None:
    """Only what was said by this very choice is forgotten: who is blocked stays so."""
    for address in person.addresses:
        said = author_policies.own_policy(db, address, project.id)
        if said != (None if choice == HOLD else HOLD):
            continue
        author_policies.set_policy(db, address, choice, project.id)
        detail = told(
            "policy {choice} in {project}", choice=choice or "forget", project=project.name
        )
        audit.record(db, container, actor, Act.CHANGED, Matter.AUTHOR, name=address, detail=detail)
