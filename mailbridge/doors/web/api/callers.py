"""Who calls the API: the bearer of a token, a member of the team or an admin."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from mailbridge.domain.oversight.scopes import allows, needed_scope
from mailbridge.domain.project import Person, Role
from mailbridge.services.container import Container
from mailbridge.services.people import api_tokens
from mailbridge.services.refusal import Refused
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Caller:
    container: Container
    person: Person


PREFIX = "/api/v1"
_BEARER = HTTPBearer(auto_error=False, description="made by `mailbridge person token ADDRESS`")


async def caller(
    request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]
) -> Caller:
    """Whose token it is (RFC 6750). Tokens work for the team alone."""
    container: Container = request.app.state.container
    bearer = await api_tokens.find_bearer(container, given.credentials) if given else None
    if bearer is None:
        raise HTTPException(401, "A valid bearer token is needed.", {"WWW-Authenticate": "Bearer"})
    person = bearer.person
    request.state.language = person.language
    if not person.role.is_team:
        raise HTTPException(403, "The API is for the team.")
    needed = needed_scope(request.method, _route(request))
    if not allows(bearer.scopes, needed):
        raise Refused("no-scope", scope=needed or "*")
    return Caller(container, person)


def _route(request: Request) -> str:
    """The path of the route without the API's prefix, as the table of routes has it."""
    return str(request.scope["route"].path).removeprefix(PREFIX)


Team = Annotated[Caller, Depends(caller)]


async def admin_caller(known: Team) -> Caller:
    """For what only an admin may, a member is told that it does not exist."""
    if known.person.role is not Role.ADMIN:
        raise Refused("not-allowed")
    return known


Admin = Annotated[Caller, Depends(admin_caller)]
