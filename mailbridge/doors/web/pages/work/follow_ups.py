"""What goes by the clock: listed, looked at, and changed by forms; looking does nothing."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, number, see, status_of
from mailbridge.services.desk.foresee_due import foresee_due
from mailbridge.services.follow_up import browse, change
from mailbridge.services.follow_up.asked import list_asked
from mailbridge.services.follow_up.every_kind import KINDS
from mailbridge.services.follow_up.offer import mark_offer
from mailbridge.services.follow_up.several import MOST, POSTPONE, TO_A_DAY, act_on_dues
from mailbridge.services.refusal import Refused
from mailbridge.services.views.due_models import AskedView, DueView
from mailbridge.values import dataclass

AT_ONCE = 50  # rows of a page
FEW = 10  # questions below all that is due
QUESTIONS = "questions"  # the part that lists what clients were asked
PICKED = "pick-"  # and the number of a row: a box that is ticked
DID = (*change.ACTS, *TO_A_DAY, "edit")
_TO_TEAM = tuple(kind.name for kind in KINDS if kind.name not in browse.TO_CLIENTS)
SHOWN: Mapping[str, tuple[Sequence[str] | None, Sequence[str]]] = {  # kinds, states
    "": (None, browse.TO_COME),
    "clients": (browse.TO_CLIENTS, browse.TO_COME),
    "team": (_TO_TEAM, browse.TO_COME),
    "held": (None, ("held",)),
    QUESTIONS: ((), ()),
}


@dataclass(frozen=True, slots=True)
class AskedPart:
    """A part of the table of open questions."""

    rows: Sequence[AskedView]
    number: int  # of all
    next: int | None  # where it goes on; None: that is all


async def listed(visit: Visit) -> Response:
    """What waits and what somebody has to send, by time; `?show=` names a part, `?after=` goes
    on.
    """
    return await _listed(visit)


async def _listed(visit: Visit, trouble: Refused | None = None) -> Response:
    show = visit.asked("show") if visit.asked("show") in SHOWN else ""
    kinds, states = SHOWN[show]
    views, more = (
        await browse.list_due(
            visit.container, visit.me, None, states, AT_ONCE, _after(visit), kinds
        )
        if states
        else ([], 0)
    )
    flash = visit.asked("did") if visit.asked("did") in DID else ""
    return visit.page(
        "follow_ups.html",
        200 if trouble is None else status_of(trouble),
        dues=views,
        next=f"{views[-1].at.isoformat()}~{views[-1].id}" if more > 0 and views else "",
        show=show,
        trouble=trouble.words(visit.words) if trouble is not None else "",
        picked={name for name in visit.form if name.startswith(PICKED)},
        day=visit.form.get("day", visit.asked("day")),
        asked=await _asked(visit, show, views),
        did=flash,
        ids=_numbers(visit.asked("of")),
    )


async def _asked(visit: Visit, show: str, dues: Sequence[DueView]) -> AskedPart | None:
    """The table of open questions: all of them a page at a time, or its beginning below the last of
    what is due; None where it does not stand.
    """
    alone = show == QUESTIONS
    if not alone and (show or len(dues) >= AT_ONCE):
        return None
    most = AT_ONCE if alone else FEW
    after = (visit.asked_number("after") or 0) if alone else 0
    rows, in_all = await list_asked(visit.container, visit.me, most + 1, after)
    shown = rows[:most]
    return AskedPart(shown, in_all, shown[-1].id if len(rows) > most else None)


async def several(visit: Visit) -> Response:
    """One act on those that are ticked, or on the one whose button was pressed; says what it
    did.
    """
    wish, alone = visit.form.get("act", ""), visit.form.get("only", "")
    if alone:
        wish, _, alone = alone.partition(".")
    ids = [number(alone)] if alone else _picked(visit)
    try:
        day = visit.form.get("day", "")
        done = await act_on_dues(visit.container, visit.me, wish, ids, day)
    except Refused as refusal:
        if refusal.code in ("no-such-due", "no-such-discussion", "not-allowed"):
            raise
        return await _listed(visit, refusal)
    show = visit.form.get("show", "")
    told = {"did": wish, "of": ".".join(str(due.id) for due in done)}
    told |= {"day": day} if wish == POSTPONE else {}
    return see(f"/follow-ups?{urlencode(told | ({'show': show} if show in SHOWN else {}))}")


def _picked(visit: Visit) -> list[int]:
    return [number(name.removeprefix(PICKED)) for name in visit.form if name.startswith(PICKED)]


def _numbers(text: str) -> list[int]:
    return [number(part) for part in text.split(".")[:MOST] if part]


def _after(visit: Visit) -> tuple[datetime, int] | None:
    at, _, beyond = visit.asked("after").partition("~")
    return (_moment(at), number(beyond)) if beyond else None


async def show(visit: Visit) -> Response:
    """One of them, with what would be sent, and what can be done."""
    due = await browse.show_due(visit.container, visit.number("id"), visit.me)
    made = await foresee_due(visit.container, visit.me, due.id)
    return visit.page("follow_up.html", due=due, foreseen=made, did=visit.asked("did"))


async def act(visit: Visit) -> Response:
    """Hold, resume, skip or send; goes back to it."""
    done = change.ACTS.get(str(visit.request.path_params["act"]))
    if done is None:
        raise Refused("no-such-due")
    due_id = visit.number("id")
    await done(visit.container, visit.me, due_id)
    return see(f"/follow-ups/{due_id}?did={visit.request.path_params['act']}")


async def edit(visit: Visit) -> Response:
    """Other words, or another time; goes back to it."""
    due_id, at = visit.number("id"), visit.form.get("at", "")
    await change.edit(
        visit.container,
        visit.me,
        due_id,
        visit.form.get("words"),
        _moment(at) if at else None,
    )
    return see(f"/follow-ups/{due_id}?did=edit")


async def offer(visit: Visit) -> Response:
    """The post is an offer; goes back to its discussion."""
    discussion_id = await mark_offer(visit.container, visit.me, visit.number("id"))
    return see(f"/discussions/{discussion_id}?did=offer")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused("bad-date", words=text) from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
