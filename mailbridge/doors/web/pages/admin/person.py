"""One person, for admins: their ways in, and what can be done about them. A page says first what
will happen.
"""

from starlette.responses import Response

from mailbridge.domain.project import Role
from mailbridge.doors.web.request.safety import content_disposition
from mailbridge.doors.web.request.visit import Visit, see, status_of
from mailbridge.services.oversight import erasing, exporting
from mailbridge.services.people import mail_programs, merging, register, ways_in
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import PersonView

DID = ("changed", "added", "dropped", "merged", "parted", "folded", "unfolded")
ENDED = ("disabled", "enabled", "session", "sessions", "token")


async def show(visit: Visit) -> Response:
    """Name, role, addresses, projects, sessions and tokens."""
    return await shown(visit)


async def shown(visit: Visit, refusal: Refused | None = None, at: str = "") -> Response:
    """The page of a person; `refusal` is told beside the form named `at`, with what was typed
    there.
    """
    person = await required(visit)
    address = person.addresses[0]
    return visit.page(
        "person.html",
        200 if refusal is None else status_of(refusal),
        person=person,
        sessions=await ways_in.list_sessions(visit.container, address, visit.me),
        tokens=await ways_in.list_tokens(visit.container, address, visit.me),
        programs=await mail_programs.list_programs(visit.container, address),
        merged=await merging.newest_merge(visit.container, address),
        of=visit.asked("of"),
        roles=[role.value for role in Role],
        languages=visit.container.words.languages,
        typed=visit.form if refusal is not None else {},
        trouble={at: refusal.words(visit.words)} if refusal is not None else {},
        program=visit.asked("program")[:100],
        did=visit.asked("did") if visit.asked("did") in (*DID, *ENDED) else "",
    )


async def ask_disable(visit: Visit) -> Response:
    """What disabling means, and a button."""
    return visit.page("person_act.html", person=await required(visit), act="disable")


async def disable(visit: Visit) -> Response:
    """No way in, no letters; goes to the person."""
    person = await required(visit)
    await ways_in.disable_person(visit.container, person.addresses[0], visit.me)
    return see(f"/people/{person.id}?did=disabled")


async def enable(visit: Visit) -> Response:
    """The person may sign in again; goes to their page."""
    person = await required(visit)
    await ways_in.enable_person(visit.container, person.addresses[0], visit.me)
    return see(f"/people/{person.id}?did=enabled")


async def export(visit: Visit) -> Response:
    """All by them and about them, as a zip file."""
    person = await required(visit)
    packed = await exporting.export_person(visit.container, person.addresses[0], visit.me)
    name = {"content-disposition": content_disposition(f"person-{person.id}.zip")}
    return Response(packed, media_type="application/zip", headers=name)


async def ask_erase(visit: Visit) -> Response:
    """What erasing means, and a button."""
    return visit.page("person_act.html", person=await required(visit), act="erase")


async def erase(visit: Visit) -> Response:
    """The person is forgotten; goes to the list of people, which says so."""
    person = await required(visit)
    await erasing.erase_person(visit.container, person.addresses[0], visit.me)
    return see("/people?did=erased")


async def end_sessions(visit: Visit) -> Response:
    """Sign the person out everywhere; goes to the person."""
    person = await required(visit)
    await ways_in.end_sessions(visit.container, person.addresses[0], visit.me)
    return see(f"/people/{person.id}?did=sessions")


async def end_session(visit: Visit) -> Response:
    """Sign the form's browser out; goes to the person."""
    person = await required(visit)
    wanted = visit.form.get("id", "")
    await ways_in.end_session(visit.container, wanted, person.addresses[0], visit.me)
    return see(f"/people/{person.id}?did=session")


async def revoke_token(visit: Visit) -> Response:
    """The form's token works no more; goes to the person."""
    person = await required(visit)
    wanted = visit.form.get("id", "")
    await ways_in.revoke_token(visit.container, wanted, person.addresses[0], visit.me)
    return see(f"/people/{person.id}?did=token")


async def required(visit: Visit) -> PersonView:
    """Whom the path names. Refused: no-such-person, also for one without an address."""
    person = await register.show_person_of_id(visit.container, visit.number("id"))
    if not person.addresses:
        raise Refused("no-such-person", address="")
    return person
