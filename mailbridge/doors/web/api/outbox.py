"""The API's part about letters."""

from typing import Literal

from pydantic import Field

from mailbridge.doors.json_objects.outbox import Letter
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.conventions.paging import PagedBy100
from mailbridge.doors.web.api.given import Before, Given, Id, Short
from mailbridge.services.telling.outbox import list_letters, retry_letter, show_letter

State = Literal["queued", "held", "sent", "deferred", "bounced", "failed"]


async def outbox(
    by: Team, page: PagedBy100, state: State | None = None, before: Before = None
) -> list[Letter]:
    """Letters, newest first; `before`: an id to go on from."""
    views = await list_letters(
        by.container, by.person, state, page.limit + 1, page.number or before
    )
    return [Letter.of(view) for view in page.cut(views, lambda view: view.id)]


async def letter(by: Team, id: Id) -> Letter:  # noqa: A002 - the name in the path
    """A letter: its reader, state, attempts and the relay's last reply."""
    return Letter.of(await show_letter(by.container, id, by.person))


class Again(Given):
    address: Short = Field("", description="where it goes this once; empty: to its reader")


async def letter_retry(by: Team, id: Id, given: Again | None = None) -> Letter:  # noqa: A002
    """Try a letter again that was given up or waits."""
    address = given.address if given is not None else ""
    await retry_letter(by.container, id, by.person, address)
    return await letter(by, id)
