"""What an admin changes about a person: name, role, language and addresses; or that they are
somebody else whom we know.
"""

from starlette.responses import Response

from mailbridge.doors.web.pages.admin import person
from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services.people import addresses, merging, register
from mailbridge.services.refusal import Refused

DONE = {"change": "changed", "add": "added", "drop": "dropped", "merge": "merged", "part": "parted"}


async def act(visit: Visit) -> Response:
    """What the form's button asks for; goes to the person, and says what it did."""
    wish, known = visit.form.get("do", ""), await person.required(visit)
    try:
        number = await _do(visit, wish, known.addresses[0])
    except Refused as refusal:
        if refusal.code == "not-allowed":
            raise
        return await person.shown(visit, refusal, wish)
    return see(f"/people/{number or known.id}?did={DONE[wish]}")


async def _do(visit: Visit, wish: str, address: str) -> int | None:
    """Returns the id of the person to look at next; None: the same."""
    form, container, me = visit.form, visit.container, visit.me
    other = form.get("address", "")
    if wish == "change":
        name, role = form.get("name", ""), form.get("role", "")
        await register.add_person(container, address, name, role, form.get("language"), me)
    elif wish == "add":
        await addresses.add_address(container, address, other, me)
    elif wish == "drop":
        await addresses.remove_address(container, address, other, me)
    elif wish == "merge":
        return (await merging.merge_people(container, address, other, me)).id
    elif wish == "part":
        await merging.undo_merge(container, address, me)
    else:
        raise Refused("not-allowed")
    return None
