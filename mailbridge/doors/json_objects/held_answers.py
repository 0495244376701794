"""Answers of the team that no client got: held, or left inside."""

from pydantic import Field

from mailbridge.doors.json_objects.values import Id, JsonModel


class HeldAnswer(JsonModel):
    post_id: Id
    discussion_id: Id
    subject: str
    author: str
    to: list[str] = Field(description="addresses of the clients it goes to once it is sent")
    waits: bool = Field(description="false: there is nothing to send")
    words: list[str] = Field(description="of it, that stand in internal notes, or below #note")
