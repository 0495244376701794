"""Tasks: a list, and a form for each."""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services import tasks
from mailbridge.services.people import register

TABS = ("open", "mine", "done")
FIELDS = ("title", "state", "assignee", "due")


async def listed(visit: Visit) -> Response:
    """The tasks of the chosen tab, with a form for each."""
    tab = visit.asked("tab", TABS[0])
    tab = tab if tab in TABS else TABS[0]
    shown = await tasks.list_tasks_at_hand(
        visit.container, visit.me, is_done=tab == "done", mine=tab == "mine"
    )
    known = await register.list_assignable(visit.container, visit.me)
    return visit.page("tasks.html", tab=tab, tasks=shown, people=known)


async def change(visit: Visit) -> Response:
    """Change the fields that the form carries; a date that was not touched keeps its hour."""
    given = {name: visit.form[name] for name in FIELDS if name in visit.form}
    if given.get("due") == visit.form.get("due_was"):
        given.pop("due", None)
    changed = await tasks.change_task(visit.container, visit.me, visit.number("id"), **given)
    from_list = visit.form.get("back") == "tasks"
    return see("/tasks" if from_list else f"/discussions/{changed.discussion_id}#task-{changed.id}")
