"""Lists that somebody keeps under a name: kept from the list itself, shown in the menu."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services.mine import saved_views
from mailbridge.services.refusal import Refused


async def listed(visit: Visit) -> Response:
    """One's own, each with a button that drops it; `?place=` offers to keep that list."""
    return await _page(visit, visit.asked("place")[:1000], "")


async def _page(visit: Visit, place: str, name: str, trouble: Refused | None = None) -> Response:
    kept = await saved_views.list_views(visit.container, visit.me)
    return visit.page(
        "views.html",
        200 if trouble is None else 422,
        kept=kept,
        place=place,
        name=name,
        trouble=trouble.words(visit.words) if trouble is not None else "",
        did=visit.asked("did"),
    )


async def keep(visit: Visit) -> Response:
    """Goes to the list that was kept."""
    name, place = visit.form.get("name", ""), visit.form.get("place", "")
    try:
        view = await saved_views.keep_view(visit.container, visit.me, name, place)
    except Refused as refusal:
        return await _page(visit, place[:1000], name[:100], refusal)
    return see(view.place)


async def drop(visit: Visit) -> Response:
    """It goes from the menu; the list itself stays."""
    await saved_views.drop_view(visit.container, visit.me, visit.number("id"))
    return see("/views?did=dropped")
