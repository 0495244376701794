"""The pages behind “Take it”, “Make it a task” and “It is done” in a member's letter. Looking
changes nothing; one button acts.
"""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit
from mailbridge.services.discussions import act_links
from mailbridge.services.discussions.act_links import Act


async def show(visit: Visit) -> Response:
    """What will happen and a button; 410 for a link that ended."""
    return _page(visit, await act_links.show_act(visit.container, *_link(visit)), acted=False)


async def act(visit: Visit) -> Response:
    """Do what the link names; pressed again, the page says that it is done already."""
    return _page(visit, await act_links.do_act(visit.container, *_link(visit)), acted=True)


async def show_finish(visit: Visit) -> Response:
    """What a link would finish: a task, which clients hear of, so only the signed-in person whom
    the link is for may see it.
    """
    link = await act_links.show_act(visit.container, _token(visit), "done")
    return _page(visit, link if link is not None and link.person == visit.me else None, False)


async def finish(visit: Visit) -> Response:
    """The task is done; 410 for somebody else's link."""
    link = await act_links.show_act(visit.container, _token(visit), "done")
    if link is None or link.person != visit.me:
        return _page(visit, None, acted=True)
    return _page(visit, await act_links.do_act(visit.container, _token(visit), "done"), acted=True)


def _link(visit: Visit) -> tuple[str, str]:
    return _token(visit), str(visit.request.path_params["act"])


def _token(visit: Visit) -> str:
    return str(visit.request.path_params["token"])


def _page(visit: Visit, link: Act | None, acted: bool) -> Response:
    if link is None:
        return visit.page("no_longer_valid.html", 410, way="act")
    response = visit.page("act.html", link=link, acted=acted)
    response.headers["x-robots-tag"] = "noindex"
    return response
