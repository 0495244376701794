"""What concerns the member who is signed in, until they are done with it."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, number, see
from mailbridge.services.mine import updates

PICKED = "pick-"  # and the number of a discussion: a box that is ticked


async def show(visit: Visit) -> Response:
    """By discussion, with the reasons."""
    told = await updates.list_updates(visit.container, visit.me)
    return visit.page("updates.html", updates=told, did=visit.asked("did"))


async def act(visit: Visit) -> Response:
    """Done: with one, with those that are ticked, or with all."""
    if visit.form.get("act") == "all":
        await updates.be_done_with_all(visit.container, visit.me)
        return see("/updates?did=all")
    names = [visit.form["only"]] if visit.form.get("only") else []
    names += [name.removeprefix(PICKED) for name in visit.form if name.startswith(PICKED)]
    await updates.be_done(visit.container, visit.me, [number(name) for name in names])
    return see("/updates?did=some")
