"""The signed page of a client: no more letters about one discussion, by a person's click or a mail
program's (RFC 8058).
"""

from starlette.responses import PlainTextResponse, Response

from mailbridge.domain.token import Purpose, open_
from mailbridge.doors.web.pages.signed.me import path_of
from mailbridge.doors.web.request.visit import Visit
from mailbridge.services.discussions import write
from mailbridge.services.refusal import Refused


async def show(visit: Visit) -> Response:
    """The two buttons; 410 for a link that is not ours."""
    named = _named(visit)
    return _page(visit, named[0], "") if named else _no_longer_valid(visit)


async def act(visit: Visit) -> Response:
    """Mute or unmute, by the page's button or a mail program (RFC 8058); 410 for a bad link."""
    named = _named(visit)
    if named is None:
        return _no_longer_valid(visit)
    muted = visit.form.get("muted") != "no"
    try:
        await write.mute_discussion(visit.container, *named, muted=muted)
    except Refused:
        return _no_longer_valid(visit)
    if visit.form.get("List-Unsubscribe") == "One-Click":  # RFC 8058 section 3.2
        return PlainTextResponse("unsubscribed\n")
    return _page(visit, named[0], "muted" if muted else "unmuted")


def _page(visit: Visit, person_id: int, done: str) -> Response:
    return visit.page("mute.html", done=done, own_page=path_of(visit, person_id))


def _named(visit: Visit) -> tuple[int, int] | None:
    """The person and the discussion that the link was signed for."""
    numbers = open_(Purpose.MUTE, str(visit.request.path_params["token"]), visit.container.keys)
    return (numbers[0], numbers[1]) if numbers and len(numbers) == 2 else None


def _no_longer_valid(visit: Visit) -> Response:
    return visit.page("no_longer_valid.html", 410, way="mute")
