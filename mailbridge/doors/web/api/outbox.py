"""The API's part about letters."""

from typing import Literal

from mailbridge.doors.json_objects.outbox import Letter
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.given import Before, Id, Limit
from mailbridge.services.telling.outbox import list_letters, retry_letter, show_letter

State = Literal["queued", "held", "sent", "deferred", "bounced", "failed"]


async def outbox(
    by: Team, state: State | None = None, limit: Limit = 100, before: Before = None
) -> list[Letter]:
    """Letters, newest first; `before`: an id to go on from."""
    letters = await list_letters(by.container, by.person, state, limit, before)
    return [Letter.of(view) for view in letters]


async def letter(by: Team, id: Id) -> Letter:  # noqa: A002 - the name in the path
    """A letter: its reader, state, attempts and the relay's last reply."""
    return Letter.of(await show_letter(by.container, id, by.person))


async def letter_retry(by: Team, id: Id) -> Letter:  # noqa: A002
    """Try a letter again that was given up or waits."""
    await retry_letter(by.container, id, by.person)
    return await letter(by, id)
