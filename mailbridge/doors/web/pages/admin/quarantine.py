"""What waits for an admin: why, how it begins, and one button for each thing that can be made of
it.
"""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, see, status_of
from mailbridge.services.mail_log import quarantine
from mailbridge.services.people import author_policy
from mailbridge.services.projects import list_choices
from mailbridge.services.refusal import Refused

DID = ("accepted", "discarded", "blocked", "policy", "forgotten")
POLICIES = 0  # in the place of a message's id: the mistake is in the form of policies


async def listed(visit: Visit) -> Response:
    """What waits, and the policies for authors; `before`: an id to go on from."""
    return await _listed(visit)


async def _listed(visit: Visit, refusal: Refused | None = None, of: int = POLICIES) -> Response:
    held_messages = await quarantine.list_held(
        visit.container, visit.me, before_id=visit.asked_number("before")
    )
    older = held_messages[-1].mail.id if len(held_messages) == quarantine.AT_ONCE else None
    return visit.page(
        "quarantine.html",
        200 if refusal is None else status_of(refusal),
        held_mail=held_messages,
        projects=await list_choices(visit.container, visit.me),
        policies=await author_policy.list_policies(visit.container),
        older=older,
        typed=visit.form,
        trouble={of: refusal.words(visit.words)} if refusal is not None else {},
        did=visit.asked("did") if visit.asked("did") in DID else "",
        of=visit.asked_number("of"),
    )


async def accept(visit: Visit) -> Response:
    """File the message as the pressed button says; goes to the list."""
    inbound_id = visit.number("id")
    how, project = visit.form.get("how", quarantine.ONCE), visit.form.get("project") or None
    try:
        await quarantine.accept_held(visit.container, inbound_id, how, project, visit.me)
    except Refused as refusal:
        if refusal.code not in ("project-needed", "no-author", "no-such-project"):
            raise
        return await _listed(visit, refusal, inbound_id)
    return see(f"/quarantine?did=accepted&of={inbound_id}")


async def discard(visit: Visit) -> Response:
    """Drop the message, and its author's mail too where asked; goes to the list."""
    inbound_id, blocks = visit.number("id"), visit.form.get("block") == "yes"
    await quarantine.discard_held(visit.container, inbound_id, blocks, visit.me)
    return see(f"/quarantine?did={'blocked' if blocks else 'discarded'}&of={inbound_id}")


async def policy(visit: Visit) -> Response:
    """Say of an author or a domain what becomes of their mail, or forget what was said."""
    form = visit.form
    chosen = form.get("policy", "")
    try:
        await author_policy.set_policy(
            visit.container,
            form.get("author", ""),
            chosen,
            form.get("project") or None,
            visit.me,
        )
    except Refused as refusal:
        return await _listed(visit, refusal)
    did = "forgotten" if chosen == author_policy.FORGET else "policy"
    return see(f"/quarantine?did={did}#policies")
