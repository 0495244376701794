"""The page behind the link “is this address yours, too?”. Looking changes nothing; one button says
yes.
"""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit
from mailbridge.services.people import addresses


async def show(visit: Visit) -> Response:
    """Both addresses and a button; 410 for a link that ended."""
    claim = await addresses.show_claim(visit.container, _token(visit))
    return (
        visit.page("claim.html", known=claim[0], another=claim[1], done=False)
        if claim
        else _no_longer_valid(visit)
    )


async def act(visit: Visit) -> Response:
    """The address is theirs from now on; 410 for a link that ended."""
    claim = await addresses.show_claim(visit.container, _token(visit))
    given = await addresses.accept_claim(visit.container, _token(visit))
    if claim is None or given is None:
        return _no_longer_valid(visit)
    return visit.page("claim.html", known=claim[0], another=claim[1], done=True)


def _token(visit: Visit) -> str:
    return str(visit.request.path_params["token"])


def _no_longer_valid(visit: Visit) -> Response:
    return visit.page("no_longer_valid.html", 410, way="address")
