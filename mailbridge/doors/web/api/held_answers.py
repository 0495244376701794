"""The API's part about answers that no client got."""

from pydantic import Field

from mailbridge.doors.json_objects.held_answers import HeldAnswer
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.given import Given, Id
from mailbridge.services.discussions import send


class Sending(Given):
    cut: bool = Field(
        False, description="without the words that stand in internal notes, or below #note"
    )


async def show_held_answer(by: Team, id: Id) -> HeldAnswer:  # noqa: A002 - the name in the path
    """An answer that no client got: what holds it, and whom it would go to."""
    return HeldAnswer.of(await send.show_held_answer(by.container, id, by.person))


async def send_held_answer(by: Team, id: Id, given: Sending | None = None) -> HeldAnswer:  # noqa: A002
    """Send it to the clients, with or without the words that stand in internal notes, or below
    #note.
    """
    cut = given is not None and given.cut
    return HeldAnswer.of(await send.send_held_answer(by.container, id, by.person, cut))
