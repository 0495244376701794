"""`mailbridge person token …`, `sessions`, `disable` and the like: who gets in, and who no more."""

from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, said, table
from mailbridge.doors.cli.frame.asking import asks
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.doors.json_objects.oversight.ways_in import Session, Token
from mailbridge.doors.json_objects.people import Person
from mailbridge.services.container import Container
from mailbridge.services.people import api_tokens, ways_in

Address = Annotated[str, typer.Argument(help="A mail address of theirs.")]
Whose = Annotated[str | None, typer.Argument(help="A mail address; left out: everybody's.")]


@asks
async def token(
    container: Container,
    address: Address,
    scope: Annotated[
        list[str] | None,
        typer.Option(
            help="What it may do, such as discussions:read; repeat it for several. Left out: all "
            "that the person may."
        ),
    ] = None,
    days: Annotated[
        int | None,
        typer.Option(help="How long it works. Left out: until it is revoked.", min=1, max=3650),
    ] = None,
) -> Answer:
    """Make a bearer token of the API; it is shown this once."""
    made = await api_tokens.issue_token(container, address, scope or (), days)
    return said({"address": address, "token": made}, made)


@asks
async def tokens(container: Container, address: Whose = None) -> Answer:
    """The tokens of the API that work."""
    views = [Token.of(view) for view in await ways_in.list_tokens(container, address)]
    columns = ("id", "person", "created", "expires", "scopes")
    return table(views, columns, say("There is no token."))


@asks
async def revoke(
    container: Container,
    token_id: Annotated[str, typer.Argument(metavar="ID", help="As `person tokens` shows it.")],
) -> Answer:
    """A token works no more."""
    await ways_in.revoke_token(container, token_id)
    return said({"id": token_id}, say("Token {id} works no more.", id=token_id))


@asks
async def sessions(container: Container, address: Whose = None) -> Answer:
    """Who is signed in to the web, and where."""
    views = [Session.of(view) for view in await ways_in.list_sessions(container, address)]
    columns = ("id", "person", "created", "expires", "device")
    return table(views, columns, say("Nobody is signed in."))


@asks
async def end(
    container: Container,
    session_id: Annotated[str, typer.Argument(metavar="ID", help="As `person sessions` shows it.")],
) -> Answer:
    """Sign a browser out."""
    await ways_in.end_session(container, session_id)
    return said({"id": session_id}, say("Session {id} is ended.", id=session_id))


@asks
async def disable(container: Container, address: Address) -> Answer:
    """From now on they have no way in and get no letter; their mail is held."""
    person = await ways_in.disable_person(container, address)
    sentence = say(
        "{name} has no way in and gets no letter; their mail is held.",
        name=person.name or address,
    )
    return said(Person.of(person), sentence)


@asks
async def enable(container: Container, address: Address) -> Answer:
    """Let somebody sign in again and be written to; old tokens and sessions stay closed."""
    person = await ways_in.enable_person(container, address)
    return said(Person.of(person), say("{name} is back.", name=person.name or address))
