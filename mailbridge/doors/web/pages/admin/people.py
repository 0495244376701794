"""Everybody a viewer may know of; contacts to confirm, people to put together and to take apart
again.
"""

from starlette.responses import Response

from mailbridge.doors.web.pages.work.projects import sides
from mailbridge.doors.web.request.visit import Visit, see
from mailbridge.services.people import addresses, merging, register, unconfirmed_contacts


async def listed(visit: Visit) -> Response:
    """The team, everybody else, and those who wait to be confirmed."""
    contacts = await unconfirmed_contacts.list_contacts(visit.container, visit.me)
    waiting = {contact.person.id for contact in contacts}
    known = [
        person
        for person in await register.list_people(visit.container, visit.me)
        if person.id not in waiting
    ]
    team, outside = sides(known)
    return visit.page("people.html", team=team, outside=outside, contacts=contacts)


async def confirm(visit: Visit) -> Response:
    """The form's contact is a client; goes to the list."""
    await unconfirmed_contacts.confirm_contact(
        visit.container, visit.form.get("address", ""), visit.me
    )
    return see("/people")


async def merge(visit: Visit) -> Response:
    """The form's two people are one; goes to the list."""
    await merging.merge_people(
        visit.container, visit.form.get("address", ""), visit.form.get("into", ""), visit.me
    )
    return see("/people")


async def unmerge(visit: Visit) -> Response:
    """Take back the newest merge into the form's person; goes to the list."""
    await merging.undo_merge(visit.container, visit.form.get("address", ""))
    return see("/people")


async def add_address(visit: Visit) -> Response:
    """Give the form's person another address; goes to the list."""
    await addresses.add_address(
        visit.container, visit.form.get("address", ""), visit.form.get("another", "")
    )
    return see("/people")
