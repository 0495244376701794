"""What came back from files."""

from typing import Literal

from mailbridge.doors.json_objects.values import Id, JsonModel


class Brought(JsonModel):
    path: str
    index: int
    state: Literal["brought", "known", "no-record", "damaged"]
    discussion_id: Id | None
    posts: int
