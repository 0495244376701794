"""The start page: discussions, ours to answer first."""

from starlette.responses import Response

from mailbridge.domain.discussion import Move
from mailbridge.doors.web.request.visit import Visit, number
from mailbridge.services.discussions import read
from mailbridge.services.views.models import DiscussionView

TABS = ("ours", "waiting", "all")
MOVE = {"ours": Move.TEAM, "waiting": Move.CLIENT}
AT_ONCE = 100


async def inbox(visit: Visit) -> Response:
    """The discussions of the chosen tab, with the counts of all tabs."""
    tab = visit.asked("tab", TABS[0])
    tab = tab if tab in TABS else TABS[0]
    waiting = await read.count_waiting(visit.container, visit.me)
    counts = {name: waiting.get(move, 0) for name, move in MOVE.items()}
    shown = await (_all(visit) if tab == "all" else _waiting(visit, MOVE[tab]))
    more = shown[-1].id if len(shown) == AT_ONCE else None
    return visit.page("inbox.html", tab=tab, counts=counts, discussions=shown, more=more)


async def _waiting(visit: Visit, move: Move) -> list[DiscussionView]:
    after = visit.asked("after")
    return await read.list_waiting(
        visit.container, move, visit.me, AT_ONCE, number(after) if after else None
    )


async def _all(visit: Visit) -> list[DiscussionView]:
    before = visit.asked("before")
    return await read.list_discussions(
        visit.container, visit.me, limit=AT_ONCE, before_id=number(before) if before else None
    )
