"""docs/api.md tells of every route and every figure."""

import re
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from mailbridge.doors.json_objects.values import JsonModel
from mailbridge.doors.web.api import routes
from mailbridge.doors.web.pages.admin import health

FILES = (
    routes.discussions.attachment,
    routes.discussions.attachment_part,
    routes.desk.draft_file,
    routes.forgetting.export_person,
)
OBJECTS = [one for one in routes.ROUTES if one.status != 204 and one.answer not in FILES]
TOLD = (Path(__file__).parents[4] / "docs" / "api.md").read_text()


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
        re.findall(r"mailbridge_\w+\b(?!\.py)", TOLD)
    )


@pytest.mark.parametrize("route", OBJECTS, ids=[one.answer.__name__ for one in OBJECTS])
def test_every_route_gives_the_objects_of_the_command_line(route: routes.Route) -> None:
    """So the OpenAPI document is typed by them; a file's bytes and a removal alone give none."""
    given = get_type_hints(route.answer)["return"]
    model = get_args(given)[0] if get_args(given) else given
    assert issubclass(model, JsonModel)
