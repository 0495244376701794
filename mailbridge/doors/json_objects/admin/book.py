"""Mail in and out in one list."""

from pydantic import Field

from mailbridge.doors.json_objects.values import Id, JsonModel, Moment


class BookLine(JsonModel):
    id: Id = Field(description="of the message in the mail log, or of the letter in the outbox")
    is_letter: bool
    at: Moment
    subject: str
    who: str = Field(description="its author, or the reader of a letter")
    forward_path: str
    project: str | None
    state: str | None = Field(description="disposition or state; null: still queued")
    reason: str
    words: str = Field(description="of the far side")


class BookPage(JsonModel):
    lines: list[BookLine]
    older: str = Field(description="for `after`; empty when nothing is older")
