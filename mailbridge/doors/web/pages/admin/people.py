"""Everybody a viewer may know of, and contacts to confirm."""

from starlette.responses import Response

from mailbridge.domain.project import Role
from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services import projects
from mailbridge.services.people import register, unconfirmed_contacts
from mailbridge.services.people.bulk import import_people

DID = ("confirmed", "erased")


async def listed(visit: Visit) -> Response:
    """The team, everybody else, and those who wait to be confirmed."""
    contacts = await unconfirmed_contacts.list_contacts(visit.container, visit.me)
    waiting = {contact.person.id for contact in contacts}
    team, page = await register.list_people_at_hand(
        visit.container, visit.me, visit.asked_number("after") or 0
    )
    outside = [person for person in page if person.id not in waiting]
    more = page[-1].id if len(page) == register.AT_ONCE else None
    choices = (
        await projects.list_choices(visit.container, visit.me)
        if visit.me.role is Role.ADMIN
        else []
    )
    return visit.page(
        "people.html",
        team=team,
        outside=outside,
        contacts=contacts,
        more=more,
        projects=choices,
        did=visit.asked("did") if visit.asked("did") in DID else "",
    )


async def add(visit: Visit) -> Response:
    """The form's person is known, and belongs to its project, if it names one; who is known already
    keeps name and role. Goes to the person.
    """
    form, container = visit.form, visit.container
    row = (form.get("address", ""), form.get("name", ""), form.get("role", "client"))
    await import_people(container, [row], form.get("project") or None, actor=visit.me)
    return see(f"/people/{(await register.find_person(container, row[0])).id}?did=changed")


async def confirm(visit: Visit) -> Response:
    """The form's contact is a client; goes to the list."""
    await unconfirmed_contacts.confirm_contact(
        visit.container, visit.form.get("address", ""), visit.me
    )
    return see("/people?did=confirmed")
