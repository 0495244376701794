"""What the caller set for themselves."""

from pydantic import Field

from mailbridge.doors.json_objects.values import JsonModel


class Settings(JsonModel):
    hour: int = Field(description="of their clock, at which the morning letter comes")
    signature: str
