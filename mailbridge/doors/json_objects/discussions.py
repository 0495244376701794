"""Discussions with their posts, questions and time line."""

from collections.abc import Sequence
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BeforeValidator, Field, field_validator, model_validator

from mailbridge.domain.discussion import Channel
from mailbridge.doors.json_objects.people import Participant
from mailbridge.doors.json_objects.tasks import Task
from mailbridge.doors.json_objects.values import Id, JsonModel, Moment, Sentence, Written, fields_of
from mailbridge.services.views import models


class InnerFile(JsonModel):
    part: str = Field(description="its place in the message: /attachments/{id}/parts/{part}")
    filename: str | None = Field(validation_alias="last_part")
    content_type: str
    size: int
    sha256: str


class Letter(JsonModel):
    """What an attached letter says."""

    subject: str
    author: str | None
    date: Written | None
    text: str
    files: list[InnerFile]
    letters: list["Letter"]

    @field_validator("author", mode="before")
    @classmethod
    def _as_written(cls, author: Any) -> str | None:
        return str(author) if author is not None else None


class Attachment(JsonModel):
    id: Id
    filename: str | None
    content_type: str
    size: int = Field(description="in bytes")
    sha256: str
    inline: bool
    decoration: bool = Field(description="a picture that mail of this domain carries again")
    letter: Letter | None = Field(description="what it says, where it is a letter")


class Reaction(JsonModel):
    emoji: str
    by: str = Field(description="address")
    at: Moment


class Invitation(JsonModel):
    method: str = Field(description="of RFC 5546: REQUEST, CANCEL, …")
    summary: str
    start: Moment
    whole_day: bool
    place: str


def _first_addresses(people: Sequence[Any]) -> list[str]:
    return [person if isinstance(person, str) else (*person.addresses, "")[0] for person in people]


class Post(JsonModel):
    id: Id
    author: str
    channel: Channel
    internal: bool
    verified: Literal["verified", "unverified", "failed"]
    released: bool = Field(description="false: unproven words, which stay with the team")
    message_id: str | None
    created: Moment
    text: str
    reply: str
    quoted: str
    signature: str
    kind: str
    why: str
    runner_up: Id | None = Field(description="a discussion it may belong to as well")
    attachments: list[Attachment]
    audience: Annotated[list[str], BeforeValidator(_first_addresses)] = Field(
        description="the clients it was meant for"
    )
    left_out: Annotated[list[str], BeforeValidator(_first_addresses)] = Field(
        description="the other clients of the discussion at that time"
    )
    audience_reason: str = Field(description="why it has that audience")
    reactions: list[Reaction] = Field(description="signs that people sent in answer to it")
    invitation: Invitation | None

    @model_validator(mode="before")
    @classmethod
    def _with_columns(cls, view: Any) -> Any:
        """What the view shows, and any other column of the post that has a field here."""
        if isinstance(view, models.PostView):
            return {**view.columns, **fields_of(view)}
        return view


class Question(JsonModel):
    number: int
    text: str
    asked_by: str
    asked_of: str | None
    to: Annotated[list[str], BeforeValidator(_first_addresses)] = Field(
        description="the clients it was put to; of one to the team nobody"
    )
    due: Moment | None
    state: Literal["open", "perhaps", "answered", "withdrawn"]
    side: Literal["client", "team"] = Field(description="who is asked")
    consequence: str | None = Field(description="what happens without an answer")
    evidence: Sentence = Field(description="the words that brought it into its state")
    changed_by: str | None
    changed_at: Moment | None


class Event(JsonModel):
    """A line of the time line."""

    kind: str
    at: Moment
    actor: str | None
    words: str = Field(validation_alias="english", description="a sentence in English")
    id: Id


class Missing(JsonModel):
    """A letter of a member's that is answered here and never came; forwarded to the project's
    address it joins.
    """

    name: str
    author: str | None
    written: Written | None = Field(description="as the answer says")
    message_id: str


Posts = TypeVar("Posts")


class Topic(JsonModel, Generic[Posts]):
    """What a discussion in a list and one that is shown whole have in common."""

    id: Id
    project: str
    subject: str
    state: Literal["open", "closed"]
    posts: Posts
    participants: list[str]
    updated: Moment
    whose_move: Literal["team", "client", "nobody"]
    unreachable: list[str] = Field(
        description="participants who cannot be reached: letters to them came back"
    )
    undelivered: bool = Field(description="the last answer came back, or was held: it is ours")


class Discussion(Topic[int]):
    """With the number of its posts."""


class DiscussionPage(Topic[list[Post]]):
    """A discussion with everything in it."""

    questions: list[Question]
    tasks: list[Task]
    people: list[Participant]
    events: list[Event]
    missing: list[Missing]
    answer_to: Annotated[list[str], BeforeValidator(_first_addresses)] = Field(
        description="the clients an answer from the web, the command line or the API reaches"
    )
    others: Annotated[list[str], BeforeValidator(_first_addresses)] = Field(
        description="clients whom it reaches only when it goes to all"
    )

    @model_validator(mode="before")
    @classmethod
    def _flat(cls, page: Any) -> Any:
        """The addresses of those who take part, and the people themselves."""
        if not isinstance(page, models.DiscussionPage):
            return page
        topic = fields_of(page.discussion)
        people = {"people": page.participants, "participants": topic["participants"]}
        return topic | fields_of(page) | people
