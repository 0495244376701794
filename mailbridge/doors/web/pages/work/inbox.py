"""The start page: discussions by whom they wait for, and one act on several of them."""

from collections.abc import Iterable
from urllib.parse import urlencode

from starlette.responses import Response

from mailbridge.domain.discussion import Tab
from mailbridge.domain.project import Role
from mailbridge.doors.web.request.visit import Visit, number, see
from mailbridge.services import projects
from mailbridge.services.discussions import inbox, several
from mailbridge.services.discussions.several import Act, Done
from mailbridge.services.people import register
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import PersonView
from mailbridge.steps.text.id_numbers import id_in
from mailbridge.values import dataclass

AT_ONCE = 50  # rows of a page
PICKED = "pick-"  # and the number of a discussion: a box that is ticked
TAKES_BACK = {  # what undoes an act
    Act.TAKE: "give-back",
    Act.ASSIGN: "give-back",
    Act.CLOSE: Act.REOPEN,
    Act.REOPEN: Act.CLOSE,
    Act.MUTE: Act.UNMUTE,
    Act.UNMUTE: Act.MUTE,
    Act.MOVE: Act.BACK,
}


@dataclass(frozen=True, slots=True)
class Flash:
    """What was done just now, as the address says it."""

    act: str
    ids: tuple[int, ...]
    before: tuple[int, ...]
    to: str
    undo: str | None


async def show(visit: Visit) -> Response:
    """The chosen list with the counts of all; `?after=` goes on behind a discussion, `?back=`
    before one.
    """
    tab = _tab(visit.asked("tab"))
    return await _shown(visit, tab)


def _tab(name: str) -> Tab:
    return Tab(name) if name in set(Tab) else Tab.OURS


async def _shown(visit: Visit, tab: Tab, trouble: Refused | None = None) -> Response:
    back = visit.asked("back")
    beyond = back or visit.asked("after")
    start = id_in(beyond)
    page = await inbox.list_inbox(visit.container, tab, visit.me, start, bool(back), AT_ONCE)
    may_act = visit.me.role.is_team and page.rows
    may_begin = visit.me.role is Role.ADMIN and not page.rows
    return visit.page(
        "inbox.html",
        200 if trouble is None else 422,
        page=page,
        tabs=list(Tab),
        flash=_flash(visit) if trouble is None else None,
        trouble=trouble.words(visit.words) if trouble is not None else "",
        team=await _team(visit) if may_act else [],
        projects=await projects.list_choices(visit.container, visit.me) if may_act else [],
        begins=may_begin and not await projects.list_choices(visit.container, visit.me),
    )


async def _team(visit: Visit) -> list[PersonView]:
    known = await register.list_assignable(visit.container, visit.me)
    return [one for one in known if one.role in ("admin", "member") and one.addresses]


async def act(visit: Visit) -> Response:
    """What the form asks for, on each discussion that is ticked; says on the list what it did."""
    tab, wish = _tab(visit.form.get("tab", "")), visit.form.get("act", "")
    ids = [number(name.removeprefix(PICKED)) for name in visit.form if name.startswith(PICKED)]
    try:
        done = await _do(visit, wish, ids)
    except Refused as refusal:
        if refusal.code.startswith("no-such-discussion") or refusal.code == "not-allowed":
            raise
        return await _shown(visit, tab, refusal)
    back = visit.form.get("back")
    if back == "day":
        return see(f"/day?did={done.act.value}")
    if back:
        return see(f"/discussions/{number(back)}?did={done.act.value}")
    return see(f"/?{urlencode(_said(tab, done))}")


async def _do(visit: Visit, wish: str, ids: list[int]) -> Done:
    if wish == "seen":
        await inbox.see_everything(visit.container, visit.me)
        return Done(Act.READ, ())
    if wish == "give-back":
        before = _numbers(visit.form.get("before", ""))
        return await several.give_back(visit.container, visit.me, ids, before)
    if wish not in set(Act):
        raise Refused("none-chosen")
    chosen = Act(wish)
    to = visit.form.get("project" if chosen is Act.MOVE else "assignee", "")
    return await several.act_on_several(visit.container, visit.me, chosen, ids, to)


def _said(tab: Tab, done: Done) -> dict[str, str]:
    told = {"tab": tab.value, "did": done.act.value, "of": _joined(done.ids)}
    told |= {"before": _joined(done.before)} if done.before else {}
    return told | ({"to": done.to} if done.to else {})


def _joined(numbers: Iterable[int]) -> str:
    return ".".join(map(str, numbers))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(number(one) for one in text.split(".")[: several.MOST] if one)


def _flash(visit: Visit) -> Flash | None:
    did = visit.asked("did")
    if did not in set(Act):
        return None
    ids = _numbers(visit.asked("of"))
    undo = TAKES_BACK.get(Act(did)) if ids and visit.me.role.is_team else None
    return Flash(did, ids, _numbers(visit.asked("before")), visit.asked("to")[:200], undo)
