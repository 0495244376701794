"""What a member sees of a discussion at their desk: who got what, and letters before they leave."""

from typing import Literal

from pydantic import Field

from mailbridge.doors.json_objects.values import Id, JsonModel, Moment


class Delivery(JsonModel):
    """A letter about a post to one reader."""

    letter_id: Id = Field(description="in the outbox")
    post_id: Id
    to_client: bool = Field(description="false: a copy to the team")
    name: str
    address: str
    state: Literal["queued", "held", "deferred", "sent", "bounced", "failed"]
    at: Moment | None = Field(description="when it was sent, or is tried next")
    words: str = Field(description="of the other side")
    report: Literal["late", "doubted"] | None


class Caution(JsonModel):
    kind: str
    words: str = Field(description="a sentence in English")


class ShownLetter(JsonModel):
    name: str
    address: str
    to_client: bool
    subject: str
    author: str = Field(description="the From field")
    to: str
    text: str
    html: str


class Preview(JsonModel):
    """What a reply would become; nothing was kept."""

    letters: list[ShownLetter]
    held: list[str] = Field(description="words that stand inside: it would wait for a person")
    internal: bool
    cautions: list[Caution]


class KeptFile(JsonModel):
    id: Id
    name: str
    content_type: str
    size: int = Field(description="bytes")


class Draft(JsonModel):
    to: Literal["client", "all", "internal"]
    text: str
    answers: int = Field(description="the post whose audience it has; 0: the newest")
    kept: Moment | None = Field(description="when; null: nothing is kept")
    files: list[KeptFile] = Field(description="that go along")
