"""What goes by the clock: listed, looked at, and changed by forms; looking does nothing."""

from datetime import UTC, datetime

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services.follow_up import browse, change
from mailbridge.services.follow_up.offer import mark_offer
from mailbridge.services.refusal import Refused


async def listed(visit: Visit) -> Response:
    """What waits and what somebody has to send, by time."""
    views, more = await browse.list_due(visit.container, visit.me)
    return visit.page("follow_ups.html", dues=views, more=more)


async def show(visit: Visit) -> Response:
    """One of them, with what can be done."""
    return visit.page(
        "follow_up.html",
        due=await browse.show_due(visit.container, visit.number("id"), visit.me),
    )


async def act(visit: Visit) -> Response:
    """Hold, resume, skip or send; goes back to it."""
    done = change.ACTS.get(str(visit.request.path_params["act"]))
    if done is None:
        raise Refused("no-such-due")
    number = visit.number("id")
    await done(visit.container, visit.me, number)
    return see(f"/follow-ups/{number}")


async def edit(visit: Visit) -> Response:
    """Other words, or another time; goes back to it."""
    number, at = visit.number("id"), visit.form.get("at", "")
    await change.edit(
        visit.container,
        visit.me,
        number,
        visit.form.get("words"),
        _moment(at) if at else None,
    )
    return see(f"/follow-ups/{number}")


async def offer(visit: Visit) -> Response:
    """The post is an offer; goes back to its discussion."""
    discussion_id = await mark_offer(visit.container, visit.me, visit.number("id"))
    return see(f"/discussions/{discussion_id}")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused("bad-date", words=text) from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
