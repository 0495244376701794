"""Work that falls due."""

from typing import Literal

from pydantic import Field

from mailbridge.doors.json_objects.letters.desk import ShownLetter
from mailbridge.doors.json_objects.values import Id, JsonModel, Moment, Sentence


class Due(JsonModel):
    id: Id
    what: str
    reader: str | None = Field(
        serialization_alias="for", description="the address of the person it is for"
    )
    discussion_id: Id | None
    project: str | None
    subject: str | None = Field(description="of the discussion")
    at: Moment
    why: Sentence
    state: Literal["waiting", "held", "done", "skipped"]
    said: Sentence = Field(description="what came of it")
    words: str = Field(description="a draft, or what a member wrote instead")


class Reminder(JsonModel):
    id: Id = Field(description="of the follow-up")
    what: str = Field(description="nudge: a letter; call: three went, somebody is to call")
    at: Moment
    state: Literal["waiting", "held"]


class Asked(JsonModel):
    """A question that no client has answered yet."""

    id: Id
    discussion_id: Id
    number: int = Field(description="within its discussion")
    text: str
    subject: str = Field(description="of the discussion")
    project: str
    to: list[str] = Field(description="how the clients who are asked are called")
    asked_by: str
    asked_at: Moment
    due: Moment | None
    consequence: str = Field(description="what happens without an answer")
    whose_move: str
    reminder: Reminder | None = Field(description="the next; null: none is planned")


class Foreseen(JsonModel):
    """What it would send if it were done now."""

    letters: list[ShownLetter]
    said: str = Field(description="what would come of it")


class Marked(JsonModel):
    """A post that is an offer."""

    post_id: Id
    discussion_id: Id
