"""The start page: discussions, ours to answer first."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, number
from mailbridge.services.discussions import read
from mailbridge.services.views.models import DiscussionView

TABS = ("ours", "waiting", "all")
MOVE = {"ours": "team", "waiting": "client"}
AT_ONCE = 100
OPEN_AT_ONCE = 1000


async def inbox(visit: Visit) -> Response:
    """The discussions of the chosen tab, with the counts of all tabs."""
    tab = visit.asked("tab", TABS[0])
    tab = tab if tab in TABS else TABS[0]
    current = await read.list_discussions(
        visit.container, visit.me, state="open", limit=OPEN_AT_ONCE
    )
    counts = {
        name: sum(discussion.whose_move == move for discussion in current)
        for name, move in MOVE.items()
    }
    shown = await _all(visit) if tab == "all" else longest_waiting(current, MOVE[tab])
    older = shown[-1].id if tab == "all" and len(shown) == AT_ONCE else None
    return visit.page("inbox.html", tab=tab, counts=counts, discussions=shown, older=older)


def longest_waiting(current: list[DiscussionView], move: str) -> list[DiscussionView]:
    """Those whose next move it is, who waits longest first."""
    return sorted(
        (discussion for discussion in current if discussion.whose_move == move),
        key=lambda discussion: discussion.updated,
    )


async def _all(visit: Visit) -> list[DiscussionView]:
    before = visit.asked("before")
    return await read.list_discussions(
        visit.container, visit.me, limit=AT_ONCE, before_id=number(before) if before else None
    )
