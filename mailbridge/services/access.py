"""Who may see what. A viewer of None is the operator at the command line."""

from typing import TYPE_CHECKING

from sqlalchemy import Connection

from mailbridge.domain.project import Person, Project, Role
from mailbridge.services.refusal import Refused
from mailbridge.store.directory import projects

if TYPE_CHECKING:
    from mailbridge.domain.discussion import Discussion


BELONG = (Role.MEMBER, Role.OBSERVER)  # who see the projects that they belong to, and no other


def visible_projects(db: Connection, viewer: Person | None) -> frozenset[int] | None:
    """The projects a viewer sees; None: all of them."""
    if viewer is None or viewer.role is Role.ADMIN:
        return None
    return projects.ids_of(db, viewer.id) if viewer.role in BELONG else frozenset()


def may_see(db: Connection, viewer: Person | None, project_id: int | None) -> bool:
    """Whether the viewer belongs to the project, or sees all of them."""
    visible = visible_projects(db, viewer)
    return visible is None or project_id in visible


def reads_inside(viewer: Person | None) -> bool:
    """Whether the viewer reads internal notes and discussions: the operator and the team do;
    observers read what clients may read.
    """
    return viewer is None or viewer.role.is_team


def may_act(db: Connection, actor: Person | None, project_id: int) -> bool:
    """Whether the actor may change what belongs to the project: the operator, and its team."""
    return actor is None or (actor.role.is_team and may_see(db, actor, project_id))


def project_of(db: Connection, name_or_id: str, viewer: Person | None = None) -> Project:
    """The project of this name or id. Refused: no-such-project, also where the viewer may not see
    it.
    """
    project = projects.named(db, name_or_id)
    if project is None or not may_see(db, viewer, project.id):
        raise Refused("no-such-project", name=name_or_id)
    return project


def discussion_of(db: Connection, discussion_id: int, viewer: Person | None = None) -> "Discussion":
    """The discussion of this id. Refused: no-such-discussion, also where it is not the viewer's."""
    discussion = _seen_discussion(db, discussion_id, viewer)
    if discussion is None or (discussion.internal and not reads_inside(viewer)):
        raise Refused("no-such-discussion")
    return discussion


def _seen_discussion(
    db: Connection, discussion_id: int, viewer: Person | None
) -> "Discussion | None":
    """As visible_projects says, in one statement: a page asks a dozen times."""
    from mailbridge.store.discussions import discussions  # projects have none, and load none

    if viewer is None or viewer.role is Role.ADMIN:
        return discussions.by_id(db, discussion_id)
    if viewer.role in BELONG:
        return discussions.of_member(db, discussion_id, viewer.id)
    return None


def discussion_to_act_on(db: Connection, discussion_id: int, actor: Person | None) -> "Discussion":
    """The discussion, for one who may also change it: observers only look. An actor of None is the
    operator.
    """
    discussion = discussion_of(db, discussion_id, actor)
    if actor is not None and not actor.role.is_team:
        raise Refused("not-allowed")
    return discussion
