"""What becomes visible to clients, or hidden from them, by one act."""

from pydantic import Field

from mailbridge.doors.json_objects.values import Id, JsonModel


class Visibility(JsonModel):
    kind: str = Field(description="posts, tasks, attachments or discussions")
    id: Id
    discussion_id: Id
    name: str
    inside: bool = Field(description="true: it is hidden")
    posts: int
    tasks: int
    files: int
