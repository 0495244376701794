"""The API's part about mail that waits for an admin."""

from typing import Annotated, Literal

from mailbridge.doors.json_objects.mail import Held, MailExplained
from mailbridge.doors.web.api.callers import Admin
from mailbridge.doors.web.api.conventions.paging import Paging, paging
from mailbridge.doors.web.api.given import Before, Given, Id, Short
from mailbridge.services.mail_log import quarantine

Few = Annotated[Paging, paging(quarantine.AT_ONCE)]  # each is read for its beginning


class Acceptance(Given):
    how: Literal["once", "always", "client"] = "once"
    project: Short | None = None


class Discarding(Given):
    block: bool = False


async def held(by: Admin, page: Few, before: Before = None) -> list[Held]:
    """What waits for an admin, with the beginning of each; `before`: an id to go on from."""
    views = await quarantine.list_held(
        by.container, by.person, page.limit + 1, page.number or before
    )
    return [Held.of(view) for view in page.cut(views, lambda view: view.mail.id)]


async def held_one(by: Admin, id: Id) -> Held:  # noqa: A002 - the name in the path
    """A held message with its beginning and the names of its files."""
    return Held.of(await quarantine.show_held(by.container, id, by.person))


async def accept_held(by: Admin, id: Id, given: Acceptance | None = None) -> MailExplained:  # noqa: A002
    """File a held message: this once, always from its author, or as a client's."""
    chosen = given or Acceptance()
    return MailExplained.of(
        await quarantine.accept_held(by.container, id, chosen.how, chosen.project, by.person)
    )


async def discard_held(by: Admin, id: Id, given: Discarding | None = None) -> MailExplained:  # noqa: A002
    """Drop a held message; `block`: all mail of its author from now on."""
    block = given is not None and given.block
    return MailExplained.of(await quarantine.discard_held(by.container, id, block, by.person))
