"""What an admin changes about a person: name, role, language and addresses; or that they are
somebody else whom we know.
"""

from urllib.parse import urlencode

from starlette.responses import Response

from mailbridge.doors.web.pages.admin import person, same
from mailbridge.doors.web.request.visit import Visit, number, see
from mailbridge.services.people import addresses, mail_programs, merging, register
from mailbridge.services.refusal import Refused

DONE = {
    "change": "changed",
    "add": "added",
    "drop": "dropped",
    "merge": "merged",
    "part": "parted",
    "fold": "folded",
    "unfold": "unfolded",
}


async def act(visit: Visit) -> Response:
    """What the form's button asks for; goes to the person, and says what it did."""
    wish, known = visit.form.get("do", ""), await person.required(visit)
    try:
        next_one = await _do(visit, wish, known.addresses[0])
    except Refused as refusal:
        if refusal.code == "not-allowed":
            raise
        if wish == "merge":
            return await same.shown(visit, refusal)
        return await person.shown(visit, refusal, wish)
    told = {"did": DONE[wish]}
    if wish in ("fold", "unfold"):
        told["program"] = visit.form.get("program", "")
    elif wish == "merge":
        told["of"] = str(known.id)
    return see(f"/people/{next_one or known.id}?{urlencode(told)}")


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
        await merging.undo_merge(container, address, me, number(form.get("away") or "0"))
    elif wish == "fold":
        await mail_programs.fold_program(container, address, form.get("program", ""), me)
    elif wish == "unfold":
        await mail_programs.unfold_program(container, address, form.get("program", ""), me)
    else:
        raise Refused("not-allowed")
    return None
