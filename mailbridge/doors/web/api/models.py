"""What the API takes and gives, for the OpenAPI document; the objects themselves are made in
doors.shapes.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(max_length=1_000_000)]
Short = Annotated[str, Field(max_length=1000)]


class Given(BaseModel):
    """A body of a request: a field nobody knows is a mistake worth telling."""

    model_config = ConfigDict(extra="forbid")


class NewProject(Given):
    name: Short
    language: Literal["en", "ru"] = "en"


class NewAlias(Given):
    address: Short
    project: Short = Field(description="name or id")


class NewPerson(Given):
    address: Short
    name: Short = ""
    role: Literal["admin", "member", "client", "client+", "observer"] = "client"
    language: Literal["en", "ru"] | None = None
    project: Short | None = Field(None, description="name or id of a project to join")


class NewReply(Given):
    text: Text
    internal: bool = Field(False, description="true: an internal note, which no client ever reads")


class NewNote(Given):
    text: Text


class Merge(Given):
    into: int = Field(ge=1, le=2**63 - 1, description="the discussion that stays")


class Move(Given):
    project: Short


class Split(Given):
    posts: list[int] = Field(min_length=1, max_length=1000, description="posts of one discussion")
    subject: Short | None = None
    into: int | None = Field(
        None, ge=1, le=2**63 - 1, description="a discussion that exists; left out: a new one"
    )


class NewTask(Given):
    post_id: str = Field(pattern=r"^[0-9]{1,18}$", description="the post it is made of")
    title: Short | None = None


class TaskChange(Given):
    """What is left out stays as it is."""

    title: Short | None = None
    state: Literal["open", "in_progress", "waiting", "done"] | None = None
    assignee: Short | None = Field(None, description="an address or a name; empty: nobody")
    due: Short | None = Field(
        None, description="an ISO date or words such as “friday”; empty: none"
    )


class Project(BaseModel):
    id: str
    name: str
    address: str
    aliases: list[str]
    language: str
    created: str
    unknown_authors: Literal["accept", "hold", "reject"]
    team_replies: Literal["client", "internal"]


class Alias(BaseModel):
    address: str
    project: str
    state: str


class Person(BaseModel):
    id: str
    name: str
    addresses: list[str]
    role: str
    projects: list[str]
    language: str
    staged: bool
    unreachable: bool


class Discussion(BaseModel):
    id: str
    project: str
    subject: str
    state: Literal["open", "closed"]
    posts: int
    participants: list[str]
    updated: str
    whose_move: Literal["team", "client", "nobody"]
    unreachable: list[str] = Field(
        description="participants who cannot be reached: letters to them came back"
    )


class Attachment(BaseModel):
    id: str
    filename: str | None
    content_type: str
    size: int
    sha256: str
    inline: bool
    decoration: bool


class Post(BaseModel):
    id: str
    author: str
    channel: Literal["mail", "web", "api"]
    internal: bool
    verified: Literal["verified", "unverified", "failed"]
    message_id: str | None
    created: str
    text: str
    reply: str
    quoted: str
    signature: str
    kind: str
    why: str
    runner_up: str | None = Field(description="a discussion it may belong to as well")
    attachments: list[Attachment]


class Question(BaseModel):
    number: int
    text: str
    asked_by: str
    asked_of: str | None
    due: str | None
    state: Literal["open", "answered"]
    side: str


class Participant(BaseModel):
    id: str
    name: str
    address: str | None
    role: str
    muted: bool
    admitted: bool
    unreachable: bool


class Event(BaseModel):
    """A line of the time line."""

    kind: str
    at: str
    actor: str | None
    words: str


class Task(BaseModel):
    id: str
    title: str
    state: Literal["open", "in_progress", "waiting", "done"]
    assignee: str | None
    due: str | None
    project: str
    discussion_id: str | None
    post_id: str | None


class Missing(BaseModel):
    """A letter of a member's that is answered here and never came; forwarded to the project's
    address it joins.
    """

    name: str
    author: str | None
    written: str | None = Field(description="as the answer says")
    message_id: str


class DiscussionPage(BaseModel):
    """A discussion with everything in it."""

    id: str
    project: str
    subject: str
    state: Literal["open", "closed"]
    posts: list[Post]
    participants: list[str]
    updated: str
    whose_move: Literal["team", "client", "nobody"]
    unreachable: list[str]
    questions: list[Question]
    tasks: list[Task]
    people: list[Participant]
    events: list[Event]
    missing: list[Missing]


class Mail(BaseModel):
    id: str
    received: str
    reverse_path: str
    forward_path: str
    disposition: Literal["accept", "hold", "reject", "discard"] | None = Field(
        description="null while it waits to be decided"
    )
    reason: str | None
    note: str
    project: str | None
    discussion_id: str | None
    post_id: str | None
    task_id: str | None
    subject: str
    author: str


class MailExplained(Mail):
    client: str | None = Field(
        description=("IP address of whoever brought it to us or to a mail server of ours")
    )
    helo: str | None
    relayed_by: str | None = Field(description="the mail server of ours that named the client")
    trail: list[str]


class Letter(BaseModel):
    id: str
    letter: str
    to: str
    subject: str
    state: Literal["queued", "held", "sent", "deferred", "bounced", "failed"]
    attempts: int
    last_reply: str
    discussion_id: str | None
    created: str
    run_at: str | None


class Problem(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
