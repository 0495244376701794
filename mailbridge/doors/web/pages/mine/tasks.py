"""Tasks: a list and a board, filtered; each is changed in its place, new ones are made by hand."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from starlette.responses import Response

from mailbridge.doors.web.request.session import local_path
from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services import projects, tasks
from mailbridge.services.mine import task_lists
from mailbridge.services.mine.handmade_task import make_by_hand
from mailbridge.services.mine.task_lists import DUES, STATES, TaskWish
from mailbridge.services.people import register
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import PersonView, TaskView
from mailbridge.steps.text.id_numbers import id_in

FIELDS = ("title", "state", "assignee", "due")
MOVES = ("open", "in_progress", "waiting", "done")
SAID = ("did", "edit", "task", "was", "now", "title")  # of what was done just now
OF_PEOPLE = ("no-assignee", "ambiguous-assignee")
BACK_TO = ("/tasks", "/day", "/discussions")  # lists and pages that have forms of tasks


async def listed(visit: Visit) -> Response:
    """The tasks that are asked for: `who`, `project`, `due`, `state`, `q`; `?view=board` by their
    state, `?edit=` with a form in place of one.
    """
    return await _page(visit, visit.request.query_params)


async def _page(
    visit: Visit,
    asked: Mapping[str, str],
    trouble: Refused | None = None,
    typed: Mapping[str, str] | None = None,
    edited: TaskView | None = None,
) -> Response:
    """`edited` has its form above the list, where its row is not on the page."""
    wish, board = _wish(asked), asked.get("view") == "board"
    back = asked.get("back", "")
    beyond = back or asked.get("after", "")
    beyond_id = id_in(beyond)
    page = await task_lists.list_task_page(visit.container, visit.me, wish, beyond_id, bool(back))
    columns = await task_lists.show_board(visit.container, visit.me, wish) if board else []
    return visit.page(
        "tasks.html",
        200 if trouble is None else 422,
        wish=wish,
        board=board,
        page=page,
        columns=columns,
        dues=DUES,
        states=STATES,
        here=_here(asked),
        turned=lambda **more: _here({**_filters(asked), **more}),
        editing=asked.get("edit", ""),
        edited=edited if edited is not None and edited.id not in _ids(page.rows) else None,
        trouble=trouble.words(visit.words) if trouble is not None else "",
        fault=_field_of(trouble),
        typed=typed or {},
        did=_did(asked),
        undo=_undo(asked),
        team=await _team(visit),
        projects=await projects.list_choices(visit.container, visit.me),
    )


def _ids(rows: Iterable[TaskView]) -> set[int]:
    return {row.id for row in rows}


def _did(asked: Mapping[str, str]) -> str:
    """What the address says was done."""
    return "changed" if asked.get("did") == "moved" and not _undo(asked) else asked.get("did", "")


def _undo(asked: Mapping[str, str]) -> dict[str, str]:
    """The task that has another state now, and the one it had, as the address says them."""
    told = {name: asked.get(name, "")[:200] for name in ("task", "was", "now", "title")}
    is_whole = id_in(told["task"]) is not None and {told["was"], told["now"]} <= set(MOVES)
    return told if is_whole else {}


def _wish(asked: Mapping[str, str]) -> TaskWish:
    state, due = asked.get("state", ""), asked.get("due", "")
    return TaskWish(
        project=asked.get("project", "")[:200],
        who=asked.get("who", "")[:200],
        due=due if due in DUES else "",
        state=state if state in STATES else STATES[0],
        words=asked.get("q", "")[:200],
    )


def _filters(asked: Mapping[str, str]) -> dict[str, str]:
    kept = ("view", "who", "project", "due", "state", "q")
    return {name: asked[name] for name in kept if asked.get(name)}


def _here(asked: Mapping[str, str]) -> str:
    """The address of this list as it is filtered."""
    kept = {name: value for name, value in asked.items() if value and name not in SAID}
    return f"/tasks?{urlencode(kept)}" if kept else "/tasks"


def _field_of(trouble: Refused | None) -> str:
    """The field of the form that cannot be taken."""
    if trouble is None:
        return ""
    fields = {"bad-date": "due", "empty": "title", "bad-state": "state"}
    fields["no-such-project"] = "project"
    return "assignee" if trouble.code in OF_PEOPLE else fields.get(trouble.code, "")


async def _team(visit: Visit) -> list[PersonView]:
    known = await register.list_assignable(visit.container, visit.me)
    takes = ("admin", "member", "client+")
    return [person for person in known if person.role in takes and person.addresses]


async def make(visit: Visit) -> Response:
    """A task that no letter asked for; says so on the list it was made from."""
    form = visit.form
    try:
        await make_by_hand(
            visit.container,
            visit.me,
            form.get("title", ""),
            form.get("project", ""),
            None,
            form.get("assignee", ""),
            form.get("due", ""),
        )
    except Refused as refusal:
        if not _field_of(refusal):
            raise
        return await _page(visit, {"edit": "new"}, refusal, form)
    return see(_with(_back(visit, "/tasks"), "made"))


async def change(visit: Visit) -> Response:
    """Change the fields that the form carries; a date that was not touched keeps its hour."""
    given = {name: visit.form[name] for name in FIELDS if name in visit.form}
    if given.get("due") == visit.form.get("due_was"):
        given.pop("due", None)
    this = visit.number("id")
    before = await tasks.show_task(visit.container, this, visit.me)
    try:
        changed = await tasks.change_task(visit.container, visit.me, this, **given)
    except Refused as refusal:
        if not _field_of(refusal):
            raise
        asked = {"edit": str(this), "state": "all"}
        return await _page(visit, asked, refusal, visit.form, before)
    place = _back(visit, f"/discussions/{changed.discussion_id}#task-{changed.id}")
    if not place.startswith(("/tasks", "/day")):
        return see(place)
    if set(given) != {"state"} or changed.state == before.state or not place.startswith("/tasks"):
        return see(_with(place, "changed"))
    told = {"task": this, "was": before.state, "now": changed.state, "title": changed.title}
    return see(f"{_with(place, 'moved')}&{urlencode(told)}")


def _back(visit: Visit, otherwise: str) -> str:
    """Where the form stood, if that is one of ours."""
    back = visit.form.get("back", "")
    if back == "tasks":
        return "/tasks"
    ours = back.partition("?")[0] in BACK_TO and local_path(back) == back
    return back if ours else otherwise


def _with(place: str, did: str) -> str:
    return f"{place}{'&' if '?' in place else '?'}did={did}"
