"""Letters owed and sent."""

from typing import Literal

from pydantic import Field

from mailbridge.doors.json_objects.values import Id, JsonModel, Moment


class Letter(JsonModel):
    id: Id
    letter: str
    to: str
    subject: str
    state: Literal["queued", "held", "sent", "deferred", "bounced", "failed"]
    attempts: int
    last_reply: str
    report: Literal["late", "doubted"] | None = Field(
        description="what others say of it since it was sent: that it is under way for long, or, "
        "without proof, that it came back"
    )
    discussion_id: Id | None
    created: Moment
    run_at: Moment | None
