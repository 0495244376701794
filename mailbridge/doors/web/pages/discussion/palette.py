"""What the palette (Ctrl-K) offers for some words: places to go to."""

from starlette.responses import JSONResponse, Response

from mailbridge.doors.web.request.visit import Visit
from mailbridge.services.projects import page_of_projects
from mailbridge.services.searching import search
from mailbridge.services.searching.found_views import FoundView

AT_ONCE = 12


async def offered(visit: Visit) -> Response:
    """`?q=`: discussions, projects, people and tasks that the visitor may see, as `title`, `kind`
    and `path`.
    """
    words = visit.asked("q")[:200].strip()
    if not words:
        return JSONResponse([])
    named = (await page_of_projects(visit.container, visit.me, words)).projects
    page = await search.search(visit.container, words, visit.me, limit=AT_ONCE)
    project = visit.words.say("project")
    offers = [_offer(place.name, project, f"/projects/{place.id}") for place in named[:4]]
    for row in page.results:
        offer = _found(visit, row)
        if offer is not None and offer not in offers:
            offers.append(offer)
    return JSONResponse(offers[:AT_ONCE])


def _found(visit: Visit, row: FoundView) -> dict[str, str] | None:
    title = "".join(piece.text for piece in row.title) or visit.words.say("(no subject)")
    if row.kind == "person":
        return _offer(title, visit.words.say("person"), f"/search?q=from:{row.by}")
    if row.discussion_id is None or row.kind == "file":
        return None
    at = f"/discussions/{row.discussion_id}"
    if row.kind == "task":
        return _offer(title, visit.words.say("task"), f"{at}#task-{row.id}")
    return _offer(title, row.project, at)


def _offer(title: str, kind: str, path: str) -> dict[str, str]:
    return {"title": title, "kind": kind, "path": path}
