"""The API's part about one discussion at a member's desk: deliveries, previews and drafts."""

from typing import Literal

from fastapi import Response
from pydantic import Field

from mailbridge.doors.json_objects.letters.desk import Delivery, Draft, Preview
from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.conventions.paging import Paged
from mailbridge.doors.web.api.discussions import NewFile, NewReply, as_download
from mailbridge.doors.web.api.given import MOST_ID, Given, Id, Short, Text
from mailbridge.services.desk import draft_files, drafts, preview, reach, uncut, undo_time


class NewDraft(Given):
    text: Text
    to: Literal["client", "all", "internal"] = "client"
    answers: int | None = Field(None, ge=1, le=MOST_ID, description="a post")
    files: list[NewFile] = Field(
        default_factory=list, max_length=20, description="are added to those that are kept"
    )


class Folding(Given):
    program: Short = Field(description="a mail program of the post's author")


async def list_deliveries(by: Team, id: Id, page: Paged) -> list[Delivery]:  # noqa: A002
    """The letters about the posts of a discussion, and what became of each."""
    by_post = await reach.list_deliveries(by.container, id, by.person)
    letters = [letter for post_id in sorted(by_post) for letter in by_post[post_id]]
    return [Delivery.of(letter) for letter in page.part(letters, lambda letter: letter.letter_id)]


async def preview_reply(by: Team, id: Id, given: NewReply) -> Preview:  # noqa: A002
    """The very letters that a reply would become, with what one may want to mend."""
    made = await preview.preview_reply(by.container, by.person, id, await given.reply_of(by))
    return Preview.of(made)


async def send_now(by: Team, id: Id) -> None:  # noqa: A002
    """An answer of yours that can still be taken back leaves at once."""
    await undo_time.send_now(by.container, id, by.person)


async def show_draft(by: Team, id: Id) -> Draft:  # noqa: A002
    """What you began to write in a discussion; an empty text where nothing is kept."""
    return Draft.of(await drafts.show_draft(by.container, by.person, id))


async def keep_draft(by: Team, id: Id, given: NewDraft) -> Draft:  # noqa: A002
    """Keep what you began to write; an empty text throws the words away, and files stay."""
    added = [file.as_upload() for file in given.files]
    await draft_files.keep_files(by.container, by.person, id, added)
    draft = drafts.Draft(given.to, given.text, given.answers or 0)
    return Draft.of(await drafts.keep_draft(by.container, by.person, id, draft))


async def draft_file(by: Team, id: Id) -> Response:  # noqa: A002
    """The bytes of a file that you keep in a draft, to be saved."""
    file, content = await draft_files.read_file(by.container, by.person, id)
    return as_download(file.name, file.content_type, content)


async def drop_draft_file(by: Team, id: Id) -> None:  # noqa: A002
    """Delete a file of a draft: it goes along no more."""
    await draft_files.drop_file(by.container, by.person, id)


async def drop_draft(by: Team, id: Id) -> None:  # noqa: A002
    """Throw it away with its files."""
    await drafts.drop_draft(by.container, by.person, id)


async def show_whole(by: Team, id: Id) -> None:  # noqa: A002
    """What was cut away of a post as quoted, or as a signature, is part of its reply again."""
    await uncut.restore_cut(by.container, id, by.person)


async def fold_post(by: Team, id: Id, given: Folding) -> None:  # noqa: A002
    """What its author writes with this program is folded again; the post stays whole."""
    await uncut.fold_again(by.container, id, given.program, by.person)


async def unfold_post(by: Team, id: Id, given: Folding) -> None:  # noqa: A002
    """What its author writes with this program is shown whole."""
    await uncut.unfold_again(by.container, id, given.program, by.person)
