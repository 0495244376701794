"""The API's part about ways in: one's own, and for admins everybody's."""

from mailbridge.doors.json_objects.oversight.ways_in import Passkey, Session, Token
from mailbridge.doors.json_objects.people import Person
from mailbridge.doors.web.api.callers import Admin, Team
from mailbridge.doors.web.api.conventions.paging import Paged
from mailbridge.doors.web.api.given import Id
from mailbridge.services.people import passkeys, passwords, ways_in


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


async def end_sessions(by: Team, address: str) -> None:
    """Somebody is signed out everywhere; a member asks for themselves."""
    await ways_in.end_sessions(by.container, address, by.person)


async def list_passkeys(by: Team, address: str, page: Paged) -> list[Passkey]:
    """The passkeys that somebody signs in with; a member asks for their own."""
    person = await ways_in.person_meant(by.container, address, by.person)
    views = await passkeys.list_passkeys(by.container, person)
    return [Passkey.of(view) for view in page.part(views, lambda view: view.id)]


async def remove_passkey(by: Team, address: str, id: Id) -> None:  # noqa: A002
    """A passkey opens nothing any more."""
    await ways_in.person_meant(by.container, address, by.person)
    await passkeys.remove_passkey(by.container, id, address, by.person)


async def remove_password(by: Team, address: str) -> None:
    """Somebody signs in without a password from now on."""
    await ways_in.person_meant(by.container, address, by.person)
    await passwords.remove_password(by.container, address, by.person)


async def disable_person(by: Admin, address: str) -> Person:
    """No way in, no letters, and their mail is held."""
    return Person.of(await ways_in.disable_person(by.container, address, by.person))


async def enable_person(by: Admin, address: str) -> Person:
    """Let a person sign in again and be written to."""
    return Person.of(await ways_in.enable_person(by.container, address, by.person))
