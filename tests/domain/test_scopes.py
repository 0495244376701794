"""What a token may do follows from its scopes alone."""

import pytest

from mailbridge.domain.oversight.scopes import SCOPES, allows, needed_scope


@pytest.mark.parametrize(
    ("scopes", "needed", "may"),
    [
        ((), "mail:write", True),
        ((), None, True),
        (("read",), "mail:read", True),
        (("read",), "mail:write", False),
        (("tasks:write",), "tasks:read", True),
        (("tasks:read",), "tasks:write", False),
        (("tasks:write",), "discussions:read", False),
        (SCOPES, None, False),
    ],
)
def test_scopes_narrow(scopes: tuple[str, ...], needed: str | None, may: bool) -> None:
    """None is everything; writing includes reading; a route of no area needs whole rights."""
    assert may is allows(scopes, needed)


def test_a_route_names_its_scope() -> None:
    """By its method and the first segment of its path."""
    assert "discussions:write" == needed_scope("POST", "/{kind}/{id}/share")
    assert "people:read" == needed_scope("GET", "/contacts")
    assert needed_scope("GET", "/elsewhere") is None
