"""Lists that somebody keeps under a name: kept from the list itself, shown in the menu."""

from urllib.parse import urlencode

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, see, status_of
from mailbridge.services.mine import saved_views
from mailbridge.services.refusal import Refused


async def listed(visit: Visit) -> Response:
    """One's own, each with buttons that rename and drop it; `?place=` offers to keep that list."""
    return await _page(visit, visit.asked("place")[:1000], "")


async def _page(
    visit: Visit, place: str, name: str, trouble: Refused | None = None, renaming: int = 0
) -> Response:
    kept = await saved_views.list_views(visit.container, visit.me)
    return visit.page(
        "views.html",
        200 if trouble is None else status_of(trouble),
        kept=kept,
        place=place,
        name=name,
        trouble=trouble.words(visit.words) if trouble is not None else "",
        renaming=renaming,
        did=visit.asked("did"),
        gone={"name": visit.asked("name")[:100], "place": visit.asked("was")[:1000]},
    )


async def keep(visit: Visit) -> Response:
    """Goes to the list that was kept."""
    name, place = visit.form.get("name", ""), visit.form.get("place", "")
    try:
        view = await saved_views.keep_view(visit.container, visit.me, name, place)
    except Refused as refusal:
        return await _page(visit, place[:1000], name[:100], refusal)
    return see(view.place)


async def rename(visit: Visit) -> Response:
    """Call a kept view as the form says."""
    name = visit.form.get("name", "")
    try:
        await saved_views.rename_view(visit.container, visit.me, visit.number("id"), name)
    except Refused as refusal:
        if refusal.code == "no-such-view":
            raise
        return await _page(visit, "", name[:100], refusal, visit.number("id"))
    return see("/views?did=renamed")


async def drop(visit: Visit) -> Response:
    """Take a kept view off the menu; the list that it shows stays, and can be kept again."""
    view_id = visit.number("id")
    kept = await saved_views.list_views(visit.container, visit.me)
    await saved_views.drop_view(visit.container, visit.me, view_id)
    gone = {view.id: {"name": view.name, "was": view.place} for view in kept}[view_id]
    return see(f"/views?{urlencode({'did': 'dropped', **gone})}")
