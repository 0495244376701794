"""What concerns the member who is signed in, until they are done with it."""

from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, number, see
from mailbridge.services.mine import updates
from mailbridge.services.mine.updates import Mark

PICKED = "pick-"  # and the number of a discussion: a box that is ticked
DID = ("all", "some", "undo")
MOST_MARKS = 4000  # characters of what an undo brings along; of more there is none


async def show(visit: Visit) -> Response:
    """By discussion, with the reasons."""
    told = await updates.list_updates(visit.container, visit.me)
    did = visit.asked("did") if visit.asked("did") in DID else ""
    return visit.page("updates.html", updates=told, did=did, undo=_whole(visit.asked("undo")))


async def act(visit: Visit) -> Response:
    """Done with one, with those that are ticked, or with all; or not done, after all."""
    wish, container = visit.form.get("act"), visit.container
    if wish == "undo":
        marks = _read(_whole(visit.form.get("undo", "")))
        await updates.be_done_no_more(container, visit.me, marks)
        return see("/updates?did=undo")
    if wish == "all":
        return _said("all", await updates.be_done_with_all(container, visit.me))
    names = [visit.form["only"]] if visit.form.get("only") else []
    names += [name.removeprefix(PICKED) for name in visit.form if name.startswith(PICKED)]
    done = await updates.be_done(container, visit.me, [number(name) for name in names])
    return _said("some", done)


def _said(did: str, done: Sequence[Mark]) -> Response:
    undo = _whole("~".join(f"{mark.discussion_id or 0}.{mark.at}.{mark.before}" for mark in done))
    return see(f"/updates?{urlencode({'did': did} | ({'undo': undo} if undo else {}))}")


def _whole(undo: str) -> str:
    """All of it or nothing: half of it would take back something else."""
    return undo if len(undo) <= MOST_MARKS else ""


def _read(undo: str) -> list[Mark]:
    """The marks that the form brought. Refused: no-such-discussion."""
    marks = []
    for piece in undo.split("~"):
        place, at, before = [*piece.split("."), "", ""][:3]
        marks.append(Mark(number(place) or None, number(at), number(before)))
    return marks
