"""Every route asks for the scope it needs."""

import pytest

from mailbridge.domain.oversight.scopes import SCOPES, allows, needed_scope
from mailbridge.doors.web.api import routes
from mailbridge.services.people import api_tokens
from tests.doors.web.site import ADMIN, Site
from tests.doors.web.test_walls import API_BODIES, path_of


def test_every_route_has_a_scope() -> None:
    """None is left to tokens with whole rights by oversight."""
    assert {needed_scope(route.method, route.path) for route in routes.ROUTES} <= set(SCOPES)


@pytest.mark.parametrize("scope", SCOPES)
async def test_a_token_opens_what_its_scope_names(site: Site, scope: str) -> None:
    """All routes in turn: 403 by name of the scope, or whatever the route says; a refused request
    does nothing.
    """
    token = await api_tokens.issue_token(site.container, ADMIN, [scope])
    wrong = []
    async with await site.api(ADMIN) as client:
        client.headers["authorization"] = f"Bearer {token}"
        for route in routes.ROUTES:
            needed = needed_scope(route.method, route.path)
            if allows([scope], needed) and route.method != "GET":
                continue  # the walls walk through what is allowed
            answer = await client.request(
                route.method, path_of(route, site), json=API_BODIES.get(route.path)
            )
            refused = answer.status_code == 403 and str(needed) in answer.text
            if refused is allows([scope], needed):
                wrong.append(f"{route.method} {route.path}: {answer.status_code}")
    assert wrong == []
