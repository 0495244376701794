"""docs/api.md tells of every route and every figure."""

import re
from pathlib import Path

from mailbridge.doors.web.api import routes
from mailbridge.doors.web.pages import health

TOLD = (Path(__file__).parents[3] / "docs" / "api.md").read_text()


def test_every_route_is_documented() -> None:
    """And none that is not there."""
    told = {
        (method, path.partition("?")[0])
        for method, path in re.findall(r"`(GET|POST|PATCH|DELETE) (/[^`]*)`", TOLD)
    }
    assert {(route.method, route.path) for route in routes.ROUTES} == told


def test_every_metric_is_documented() -> None:
    """And none that is not there."""
    source = Path(health.__file__).read_text() + Path(health.health.__file__).read_text()
    assert set(re.findall(r'"(mailbridge_\w+)"', source)) == set(
        re.findall(r"mailbridge_\w+", TOLD)
    )
