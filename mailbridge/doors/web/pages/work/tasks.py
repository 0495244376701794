"""Tasks: a list, and a form for each."""

from math import inf

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services import tasks
from mailbridge.services.people import register
from mailbridge.services.views.models import TaskView

TABS = ("open", "mine", "done")
FIELDS = ("title", "state", "assignee", "due")


async def listed(visit: Visit) -> Response:
    """The tasks of the chosen tab, with a form for each."""
    tab = visit.asked("tab", TABS[0])
    tab = tab if tab in TABS else TABS[0]
    every = await tasks.list_tasks(visit.container, visit.me)
    known = [
        view
        for view in await register.list_people(visit.container, visit.me)
        if view.role != "client"
    ]
    return visit.page(
        "tasks.html", tab=tab, tasks=chosen(every, tab, visit.me.addresses), people=known
    )


def chosen(every: list[TaskView], tab: str, addresses: tuple[str, ...]) -> list[TaskView]:
    """Those of a tab: what is due first comes first, what has no date last."""
    wanted = {
        "open": lambda task: task.state != "done",
        "mine": lambda task: task.state != "done" and task.assignee in addresses,
        "done": lambda task: task.state == "done",
    }[tab]
    return sorted(
        filter(wanted, every), key=lambda task: (task.due.timestamp() if task.due else inf, task.id)
    )


async def change(visit: Visit) -> Response:
    """Change the fields that the form carries; a date that was not touched keeps its hour."""
    given = {name: visit.form[name] for name in FIELDS if name in visit.form}
    if given.get("due") == visit.form.get("due_was"):
        given.pop("due", None)
    changed = await tasks.change_task(visit.container, visit.me, visit.number("id"), **given)
    from_list = visit.form.get("back") == "tasks"
    return see("/tasks" if from_list else f"/discussions/{changed.discussion_id}#task-{changed.id}")
