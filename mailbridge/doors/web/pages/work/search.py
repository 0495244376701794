"""Search: one box, and what it finds."""

from collections.abc import Sequence
from datetime import datetime

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit
from mailbridge.services.searching import search
from mailbridge.services.searching.found_views import FoundView

ASIDE = ("person", "file", "task")  # stand beside what was written
SHOWN_ASIDE = 8  # of each


async def found(visit: Visit) -> Response:
    """What the visitor may read of `?q=`, the best first; `?order=newest`, `?before=` goes on."""
    typed = visit.asked("q")[:400]
    order = "newest" if visit.asked("order") == "newest" else "best"
    page = await search.search(
        visit.container, typed, visit.me, order=order, before=_moment(visit.asked("before"))
    )
    results = _each_once(page.results)
    written = [one for one in results if one.kind not in ASIDE]
    aside = {kind: [one for one in results if one.kind == kind] for kind in ASIDE}
    return visit.page(
        "search.html",
        sought=typed,
        page=page,
        number=len(results),
        order=order,
        written=written,
        aside={kind: some[:SHOWN_ASIDE] for kind, some in aside.items() if some},
        before=_last(written) if page.more and order == "newest" else None,
    )


def _each_once(results: Sequence[FoundView]) -> list[FoundView]:
    """Without the discussions of which a post is found too: its row bears the subject as well."""
    shown = {row.discussion_id for row in results if row.kind == "post"}
    return [row for row in results if row.kind != "discussion" or row.discussion_id not in shown]


def _last(written: list[FoundView]) -> datetime | None:
    return written[-1].when if written else None


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
