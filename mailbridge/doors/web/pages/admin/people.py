"""Everybody a viewer may know of; contacts to confirm, people to put together and to take apart
again.
"""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, number, see
from mailbridge.services.people import addresses, merging, register, unconfirmed_contacts


async def listed(visit: Visit) -> Response:
    """The team, everybody else, and those who wait to be confirmed."""
    contacts = await unconfirmed_contacts.list_contacts(visit.container, visit.me)
    waiting = {contact.person.id for contact in contacts}
    after = visit.asked("after")
    team, page = await register.list_people_at_hand(
        visit.container, visit.me, number(after) if after else 0
    )
    outside = [person for person in page if person.id not in waiting]
    more = page[-1].id if len(page) == register.AT_ONCE else None
    return visit.page("people.html", team=team, outside=outside, contacts=contacts, more=more)


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
    await merging.undo_merge(visit.container, visit.form.get("address", ""), visit.me)
    return see("/people")


async def add_address(visit: Visit) -> Response:
    """Give the form's person another address; goes to the list."""
    await addresses.add_address(
        visit.container, visit.form.get("address", ""), visit.form.get("another", ""), visit.me
    )
    return see("/people")
