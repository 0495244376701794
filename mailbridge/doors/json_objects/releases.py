"""Unproven words that stay with the team, and whom they go to once they are released."""

from pydantic import Field

from mailbridge.doors.json_objects.values import Id, JsonModel


class Release(JsonModel):
    post_id: Id
    discussion_id: Id
    subject: str
    author: str = Field(description="who wrote it, as far as anybody knows")
    to: list[str] = Field(description="addresses of the clients whom the words go to")
