"""The API's part about discussions and their posts."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import Base64Bytes, Field
from starlette.responses import Response

from mailbridge.doors.json_objects.discussions import Discussion, DiscussionPage, Post, Question
from mailbridge.doors.web.api.callers import Caller, Team
from mailbridge.doors.web.api.conventions.paging import Paged, PagedBy100
from mailbridge.doors.web.api.given import (
    MOST_ID,
    Before,
    Given,
    Id,
    OfProject,
    OneNumber,
    Short,
    Text,
)
from mailbridge.doors.web.request import safety
from mailbridge.doors.web.request.safety import FILE_POLICY
from mailbridge.services.desk import draft_files
from mailbridge.services.discussions import questions, read, rearrange, write
from mailbridge.services.discussions.along import Along, Asking
from mailbridge.services.discussions.typed import Reply
from mailbridge.services.people import leaving
from mailbridge.services.people.follow import follow_discussion
from mailbridge.services.telling import take_back
from mailbridge.services.views.models import AttachmentView
from mailbridge.steps.text.enclosures import Upload
from mailbridge.values import replace


class NewFile(Given):
    name: Short
    content_type: Annotated[str, Field(max_length=200)] = "application/octet-stream"
    content: Base64Bytes = Field(max_length=14_000_000)

    def as_upload(self) -> Upload:
        """As services take it."""
        return Upload(self.name, self.content_type, self.content)


class NewQuestion(Given):
    text: Annotated[str, Field(min_length=1, max_length=2000)]
    due: Short = Field("", description="2026-11-27, or words like friday")
    consequence: Annotated[str, Field(max_length=2000)] = Field(
        "", description="what happens without an answer"
    )


class WithAlong(Given):
    files: list[NewFile] = Field(default_factory=list, max_length=20)
    questions: list[NewQuestion] = Field(
        default_factory=list, max_length=20, description="to the client; a note asks none"
    )

    @property
    def along(self) -> Along:
        """As services take it."""
        asks = tuple(Asking(one.text, one.due, one.consequence) for one in self.questions)
        return Along(tuple(one.as_upload() for one in self.files), asks)


class NewReply(WithAlong):
    text: Text
    internal: bool = Field(False, description="true: an internal note, which no client ever reads")
    to_all: bool = Field(False, description="true: to all clients of the discussion")
    answers: int | None = Field(
        None,
        ge=1,
        le=MOST_ID,
        description="the post whose audience it has; left out: the newest that a client may see",
    )
    commands: bool = Field(False, description="true: #commands at the top are carried out")
    seen: int | None = Field(
        None, ge=1, le=MOST_ID, description="409 where others wrote after this post"
    )
    now: bool = Field(False, description="true: its letters do not wait for letters.undo_seconds")
    draft_files: list[Annotated[int, Field(ge=1, le=MOST_ID)]] = Field(
        default_factory=list, max_length=20, description="of your draft: they go along, too"
    )

    async def reply_of(self, by: Caller) -> Reply:
        """As services take it. Refused: kept-file-gone."""
        kept = await draft_files.take_along(by.container, by.person, self.draft_files)
        along = replace(self.along, files=(*kept, *self.along.files))
        return Reply(
            self.text,
            self.internal,
            "api",
            self.to_all,
            self.answers,
            self.now,
            along,
            self.commands,
            self.seen,
            ends_draft=bool(self.draft_files),
        )


class NewDiscussion(WithAlong):
    project: Short = Field(description="name or id")
    to: list[Short] = Field(default_factory=list, max_length=100, description="none: internal")
    subject: Short
    text: Text


class NewNote(Given):
    text: Text


class Correction(Given):
    numbers: list[Annotated[int, Field(ge=1, le=1_000_000)]] = Field(min_length=1, max_length=100)
    state: Literal["answered", "withdrawn", "open"]
    side: Literal["client", "team"] | None = Field(
        None, description="who is asked; needed where both sides have the number"
    )


class Following(Given):
    follows: bool = Field(description="false: only what names you and your tasks")


class Merge(Given):
    into: int = Field(ge=1, le=MOST_ID, description="the discussion that stays")


class Move(Given):
    project: Short


class Split(Given):
    posts: list[int] = Field(min_length=1, max_length=1000, description="posts of one discussion")
    subject: Short | None = None
    into: int | None = Field(
        None, ge=1, le=MOST_ID, description="a discussion that exists; left out: a new one"
    )


async def list_discussions(
    by: Team,
    page: PagedBy100,
    project: OfProject = None,
    state: Literal["open", "closed"] | None = None,
    before: Before = None,
) -> list[Discussion]:
    """Discussions the caller may see, the last active first; `before`: an id to go on from."""
    discussions = await read.list_discussions(
        by.container, by.person, project, state, page.limit + 1, page.number or before
    )
    return [Discussion.of(discussion) for discussion in page.cut(discussions, lambda view: view.id)]


async def show_discussion(by: Team, id: Id) -> DiscussionPage:  # noqa: A002 - the name in the path
    """A discussion with its posts, questions, tasks and events, as the caller reads it."""
    return DiscussionPage.of(await read.show_discussion(by.container, id, by.person))


async def reply(by: Team, id: Id, given: NewReply) -> Post:  # noqa: A002
    """Answer, or write a note; it can be taken back until its letters leave. Returns the post."""
    made = await write.send_reply(by.container, by.person, id, await given.reply_of(by))
    page = await read.show_discussion(by.container, id, by.person)
    return next(Post.of(post) for post in page.posts if post.id == made)


async def start(by: Team, given: NewDiscussion) -> DiscussionPage:
    """Open a discussion; without anybody in `to` it is internal."""
    made = await write.start_discussion(
        by.container,
        by.person,
        given.project,
        given.subject,
        given.text,
        given.to,
        "api",
        given.along,
    )
    return await show_discussion(by, made)


async def leave(by: Team, id: Id, address: Short) -> DiscussionPage:  # noqa: A002
    """Take somebody out: they hear no more of this discussion."""
    await leaving.leave_discussion(by.container, address, id, by.person)
    return await show_discussion(by, id)


async def note(by: Team, id: Id, given: NewNote) -> Post:  # noqa: A002
    """Write an internal note, which no client reads. Returns the post."""
    return await reply(by, id, NewReply(text=given.text, internal=True))


async def list_questions(by: Team, id: Id, page: Paged) -> list[Question]:  # noqa: A002
    """The questions of a discussion, with what became of each."""
    views = await questions.list_questions(by.container, id, by.person)
    shown = page.part(views, lambda question: (question.side, question.number))
    return [Question.of(question) for question in shown]


async def correct_questions(by: Team, id: Id, given: Correction) -> list[Question]:  # noqa: A002
    """Say by hand what became of questions. Returns all questions of the discussion."""
    await questions.correct_questions(
        by.container, by.person, id, given.numbers, given.state, given.side
    )
    views = await questions.list_questions(by.container, id, by.person)
    return [Question.of(question) for question in views]


async def close(by: Team, id: Id) -> DiscussionPage:  # noqa: A002
    """Close a discussion; a client's next words open it again."""
    await write.close_discussion(by.container, by.person, id)
    return await show_discussion(by, id)


async def reopen(by: Team, id: Id) -> DiscussionPage:  # noqa: A002
    """Open a closed discussion again."""
    await write.reopen_discussion(by.container, by.person, id)
    return await show_discussion(by, id)


async def follow(by: Team, id: Id, given: Following) -> DiscussionPage:  # noqa: A002
    """Hear everything of a discussion, or only what names you and your tasks."""
    await follow_discussion(by.container, by.person, id, given.follows)
    return await show_discussion(by, id)


async def merge(by: Team, id: Id, given: Merge) -> DiscussionPage:  # noqa: A002
    """Put the discussion into another of the same project. Returns the one that stays."""
    await rearrange.merge_discussions(by.container, by.person, id, given.into)
    return await show_discussion(by, given.into)


async def move(by: Team, id: Id, given: Move) -> DiscussionPage:  # noqa: A002
    """Give the discussion to another project."""
    await rearrange.move_to_project(by.container, by.person, id, given.project)
    return await show_discussion(by, id)


async def undo(
    by: Team,
    id: Id,  # noqa: A002
    event: Annotated[OneNumber, Query(description="only this one, not a newer one")] = None,
) -> DiscussionPage:
    """Take back the last split, merge or move that this discussion gained by."""
    await rearrange.undo_rearrangement(by.container, by.person, id, event)
    return await show_discussion(by, id)


async def split(by: Team, given: Split) -> DiscussionPage:
    """Posts become a discussion of their own, or go into one that exists. Returns that one."""
    if given.into is not None:
        await rearrange.move_posts(by.container, by.person, given.posts, given.into)
        return await show_discussion(by, given.into)
    return await show_discussion(
        by, await rearrange.split_discussion(by.container, by.person, given.posts, given.subject)
    )


async def take_back_post(by: Team, id: Id) -> None:  # noqa: A002
    """Undo an answer whose letters are still held."""
    await take_back.take_back_post(by.container, id, by.person)


async def attachment(by: Team, id: Id) -> Response:  # noqa: A002
    """The bytes of a file, to be saved: no browser shows what mail brought."""
    return _served(*await read.read_attachment(by.container, id, by.person))


async def attachment_part(by: Team, id: Id, part: str) -> Response:  # noqa: A002
    """The bytes of a file in an attached letter, by the `part` that the letter names."""
    return _served(*await read.read_attachment(by.container, id, by.person, part))


def _served(view: AttachmentView, content: bytes) -> Response:
    return as_download(view.filename, view.content_type, content)


def as_download(filename: str | None, content_type: str, content: bytes) -> Response:
    """A file to be saved, whatever it says of itself."""
    name = safety.file_name(filename, content_type)
    headers = {
        "content-disposition": safety.content_disposition(name),
        "content-security-policy": FILE_POLICY,
    }
    return Response(content, media_type="application/octet-stream", headers=headers)
