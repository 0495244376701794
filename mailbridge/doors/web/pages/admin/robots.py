"""Robots and loops: whose mail is taken for a machine's, what came round again, and a button to let
somebody through.
"""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services.mail_log.machines import list_machines
from mailbridge.services.people import author_policy

DID = ("allow", "block", "forget")


async def listed(visit: Visit) -> Response:
    """All of them, of the newest mail."""
    return visit.page(
        "robots.html",
        machines=await list_machines(visit.container, visit.me),
        did=visit.asked("did") if visit.asked("did") in DID else "",
        of=visit.asked("of")[:320],
    )


async def decide(visit: Visit) -> Response:
    """What becomes of a robot's mail from now on; goes to the list, which says so."""
    author, policy = visit.form.get("author", ""), visit.form.get("policy", "")
    await author_policy.set_policy(visit.container, author, policy, None, visit.me)
    return see(f"/robots?did={policy}&of={author}")
