"""What goes because it is older than it is to be kept."""

from pydantic import Field

from mailbridge.doors.json_objects.values import JsonModel


class Kept(JsonModel):
    project: str | None = Field(description="null: mail and letters of no project")
    days: int
    discussions: int
    messages: int = Field(description="besides those of the discussions")
