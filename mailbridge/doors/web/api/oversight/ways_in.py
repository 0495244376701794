"""The API's part about ways in: one's own, and for admins everybody's."""

from mailbridge.doors.json_objects.oversight.ways_in import Session, Token
from mailbridge.doors.json_objects.people import Person
from mailbridge.doors.web.api.callers import Admin, Team
from mailbridge.doors.web.api.conventions.paging import Paged
from mailbridge.services.people import ways_in


async def tokens(by: Team, address: str, page: Paged) -> list[Token]:
    """Somebody's tokens; a member asks for their own."""
    views = await ways_in.list_tokens(by.container, address, by.person)
    return [Token.of(view) for view in page.part(views, lambda view: view.id)]


async def revoke_token(by: Team, address: str, id: str) -> None:  # noqa: A002 - the name in the path
    """A token works no more."""
    await ways_in.revoke_token(by.container, id, address, by.person)


async def sessions(by: Team, address: str, page: Paged) -> list[Session]:
    """Where somebody is signed in; a member asks for their own."""
    views = await ways_in.list_sessions(by.container, address, by.person)
    return [Session.of(view) for view in page.part(views, lambda view: view.id)]


async def end_session(by: Team, address: str, id: str) -> None:  # noqa: A002
    """A browser is signed out."""
    await ways_in.end_session(by.container, id, address, by.person)


async def disable_person(by: Admin, address: str) -> Person:
    """No way in, no letters, and their mail is held."""
    return Person.of(await ways_in.disable_person(by.container, address, by.person))


async def enable_person(by: Admin, address: str) -> Person:
    """They may sign in again and are written to."""
    return Person.of(await ways_in.enable_person(by.container, address, by.person))
