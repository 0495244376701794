"""What happened in one's projects, the newest first."""

from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit
from mailbridge.services import projects
from mailbridge.services.mine.activity import ActivityWish, HappeningView, Sort, list_activity
from mailbridge.services.people import register
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day, in discussions that follow each other."""

    first: HappeningView
    groups: tuple[tuple[HappeningView, ...], ...]


async def show(visit: Visit) -> Response:
    """By `?project=`, `?person=` and `?kind=`; `?before=` goes on."""
    wish = ActivityWish(
        visit.asked("project")[:200], visit.asked("person")[:200], visit.asked("kind")[:20]
    )
    page = await list_activity(visit.container, visit.me, wish, visit.asked_number("before"))
    filters = {"project": wish.project, "person": wish.person, "kind": wish.kind}
    kept = {name: value for name, value in filters.items() if value}
    known = await register.list_assignable(visit.container, visit.me)
    return visit.page(
        "activity.html",
        wish=wish,
        page=page,
        days=_days(visit, page.rows),
        sorts=list(Sort),
        here=f"/activity?{urlencode(kept)}" if kept else "/activity",
        older=urlencode({**kept, "before": page.older}) if page.older else "",
        team=[person for person in known if person.addresses],
        projects=await projects.list_choices(visit.container, visit.me),
    )


def _days(visit: Visit, rows: Sequence[HappeningView]) -> list[Day]:
    times = visit.times
    days: list[tuple[int, list[list[HappeningView]]]] = []
    for row in rows:
        day = times.days_to(row.event.at)
        if not days or days[-1][0] != day:
            days.append((day, []))
        groups = days[-1][1]
        if not groups or groups[-1][0].discussion_id != row.discussion_id:
            groups.append([])
        groups[-1].append(row)
    return [Day(groups[0][0], tuple(map(tuple, groups))) for _, groups in days]
