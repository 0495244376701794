"""The API's part about one discussion at a member's desk: deliveries, previews and drafts."""

from typing import Literal

from pydantic import Field

from mailbridge.doors.json_objects.letters.desk import Delivery, Draft, Preview
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.conventions.paging import Paged
from mailbridge.doors.web.api.discussions import NewReply
from mailbridge.doors.web.api.given import MOST_ID, Given, Id, Text
from mailbridge.services.desk import drafts, preview, reach, uncut, undo_time


class NewDraft(Given):
    text: Text
    to: Literal["client", "all", "internal"] = "client"
    answers: int | None = Field(None, ge=1, le=MOST_ID, description="a post")


async def list_deliveries(by: Team, id: Id, page: Paged) -> list[Delivery]:  # noqa: A002
    """The letters about the posts of a discussion, and what became of each."""
    by_post = await reach.list_deliveries(by.container, id, by.person)
    letters = [letter for post_id in sorted(by_post) for letter in by_post[post_id]]
    return [Delivery.of(letter) for letter in page.part(letters, lambda letter: letter.letter_id)]


async def preview_reply(by: Team, id: Id, given: NewReply) -> Preview:  # noqa: A002
    """The very letters that a reply would become, with what one may want to mend."""
    made = await preview.preview_reply(by.container, by.person, id, given.reply)
    return Preview.of(made)


async def send_now(by: Team, id: Id) -> None:  # noqa: A002
    """An answer of yours that can still be taken back leaves at once."""
    await undo_time.send_now(by.container, id, by.person)


async def show_draft(by: Team, id: Id) -> Draft:  # noqa: A002
    """What you began to write in a discussion; an empty text where nothing is kept."""
    return Draft.of(await drafts.show_draft(by.container, by.person, id))


async def keep_draft(by: Team, id: Id, given: NewDraft) -> Draft:  # noqa: A002
    """Keep what you began to write; an empty text throws it away."""
    draft = drafts.Draft(given.to, given.text, given.answers or 0)
    return Draft.of(await drafts.keep_draft(by.container, by.person, id, draft))


async def drop_draft(by: Team, id: Id) -> None:  # noqa: A002
    """Throw it away."""
    await drafts.drop_draft(by.container, by.person, id)


async def show_whole(by: Team, id: Id) -> None:  # noqa: A002
    """What was cut away of a post as quoted, or as a signature, is part of its reply again."""
    await uncut.restore_cut(by.container, id, by.person)
