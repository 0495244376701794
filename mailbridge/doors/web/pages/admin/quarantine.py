"""What waits for an admin: why, how it begins, and one button for each thing that can be made of
it.
"""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, number, see
from mailbridge.services.mail_log import quarantine
from mailbridge.services.people import author_policy
from mailbridge.services.projects import list_projects


async def listed(visit: Visit) -> Response:
    """What waits, and the policies for authors; `before`: an id to go on from."""
    before = visit.asked("before")
    held_messages = await quarantine.list_held(
        visit.container, visit.me, before_id=number(before) if before else None
    )
    older = held_messages[-1].mail.id if len(held_messages) == quarantine.AT_ONCE else None
    projects = await list_projects(visit.container, visit.me)
    policies = await author_policy.list_policies(visit.container)
    return visit.page(
        "quarantine.html", held=held_messages, projects=projects, policies=policies, older=older
    )


async def accept(visit: Visit) -> Response:
    """File the message as the pressed button says; goes to the list."""
    project = visit.form.get("project") or None
    await quarantine.accept_held(
        visit.container,
        visit.number("id"),
        visit.form.get("how", quarantine.ONCE),
        project,
        visit.me,
    )
    return see("/quarantine")


async def discard(visit: Visit) -> Response:
    """Drop the message, and its author's mail too where asked; goes to the list."""
    await quarantine.discard_held(
        visit.container, visit.number("id"), visit.form.get("block") == "yes", visit.me
    )
    return see("/quarantine")


async def policy(visit: Visit) -> Response:
    """Say of an author or a domain what becomes of their mail, or forget what was said."""
    form = visit.form
    await author_policy.set_policy(
        visit.container,
        form.get("author", ""),
        form.get("policy", ""),
        form.get("project") or None,
        visit.me,
    )
    return see("/quarantine#policies")
