"""Posts, tasks, files and whole discussions are shared with clients, or hidden from them."""

from mailbridge.domain.project import Person
from mailbridge.services.container import Container
from mailbridge.services.filing import change_visibility
from mailbridge.services.filing.change_visibility import Kind
from mailbridge.services.views.models import VisibilityView


async def show_visibility(
    container: Container, kind: Kind, number: int, inside: bool, actor: Person | None = None
) -> VisibilityView:
    """What would become visible, or with `inside` hidden. Refused: no-such-…, not-allowed."""
    return await container.store.read(
        lambda db: change_visibility.view(db, kind, number, actor, inside)
    )


async def change_what_clients_see(
    container: Container, kind: Kind, number: int, inside: bool, actor: Person | None = None
) -> VisibilityView:
    """Show a post, task, file or discussion to clients, or hide it (`inside`). Returns what
    changed. Refused as `show_visibility`, and as-it-is.
    """
    return await container.store.write(
        lambda db: change_visibility.change(db, container, kind, number, actor, inside)
    )


async def undo_sharing(
    container: Container, discussion_id: int, actor: Person | None = None
) -> VisibilityView:
    """What stood inside of a shared discussion does so again. Refused: no-such-discussion,
    not-allowed, nothing-to-undo; told-since, where a client was written to.
    """
    return await container.store.write(
        lambda db: change_visibility.unshare(db, container, discussion_id, actor)
    )


async def undo_hiding(
    container: Container, discussion_id: int, actor: Person | None = None
) -> VisibilityView:
    """A hidden discussion is as before. Refused: no-such-discussion, not-allowed,
    nothing-to-undo.
    """
    return await container.store.write(
        lambda db: change_visibility.unhide(db, container, discussion_id, actor)
    )
