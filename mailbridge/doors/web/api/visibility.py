"""The API's part about what clients see."""

from mailbridge.doors.json_objects.visibility import Visibility
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.given import Id
from mailbridge.services.discussions.share import (
    change_what_clients_see,
    show_visibility,
    undo_hiding,
    undo_sharing,
)
from mailbridge.services.filing.change_visibility import Kind


async def show_share(by: Team, kind: Kind, id: Id) -> Visibility:  # noqa: A002 - as in the path
    """What would become visible to clients; nothing is changed."""
    return Visibility.of(await show_visibility(by.container, kind, id, False, by.person))


async def share(by: Team, kind: Kind, id: Id) -> Visibility:  # noqa: A002
    """Let clients see a discussion, post, task or file."""
    made = await change_what_clients_see(by.container, kind, id, False, by.person)
    return Visibility.of(made)


async def hide(by: Team, kind: Kind, id: Id) -> Visibility:  # noqa: A002
    """Hide it from clients: it stands inside from now on."""
    made = await change_what_clients_see(by.container, kind, id, True, by.person)
    return Visibility.of(made)


async def unhide(by: Team, id: Id) -> Visibility:  # noqa: A002
    """A discussion that was hidden is as before: what stood inside of it stays there."""
    return Visibility.of(await undo_hiding(by.container, id, by.person))


async def unshare(by: Team, id: Id) -> Visibility:  # noqa: A002
    """What stood inside of a discussion until all of it was shared does so again."""
    return Visibility.of(await undo_sharing(by.container, id, by.person))
