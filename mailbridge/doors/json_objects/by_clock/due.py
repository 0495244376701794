"""Work that falls due."""

from typing import Literal

from pydantic import Field

from mailbridge.doors.json_objects.values import Id, JsonModel, Moment


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
    why: str
    state: Literal["waiting", "held", "done", "skipped"]
    said: str = Field(description="what came of it")
    words: str = Field(description="a draft, or what a member wrote instead")


class Marked(JsonModel):
    """A post that is an offer."""

    post_id: Id
    discussion_id: Id
