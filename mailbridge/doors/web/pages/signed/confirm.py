"""The page behind “did you write this?”. Looking changes nothing; one button sends it."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit
from mailbridge.services.discussions import confirm


async def show(visit: Visit) -> Response:
    """The answer that waits and a button; 410 for a link that ended."""
    view = await confirm.show_linked(visit.container, _token(visit))
    return visit.page("confirm.html", answer=view, done=False) if view else _too_late(visit)


async def act(visit: Visit) -> Response:
    """The answer goes out; 410 for a link that ended."""
    confirm_linked = await confirm.confirm_linked(visit.container, _token(visit))
    return (
        visit.page("confirm.html", answer=confirm_linked, done=True)
        if confirm_linked
        else _too_late(visit)
    )


def _token(visit: Visit) -> str:
    return str(visit.request.path_params["token"])


def _too_late(visit: Visit) -> Response:
    return visit.page("no_longer_valid.html", 410, way="confirm")
