"""Letters owed and sent."""

from typing import Literal

from mailbridge.doors.json_objects.values import Id, JsonModel, Moment


class Letter(JsonModel):
    id: Id
    letter: str
    to: str
    subject: str
    state: Literal["queued", "held", "sent", "deferred", "bounced", "failed"]
    attempts: int
    last_reply: str
    discussion_id: Id | None
    created: Moment
    run_at: Moment | None
