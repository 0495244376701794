"""Ways in: tokens of the API, and sessions of browsers."""

from pydantic import Field

from mailbridge.doors.json_objects.values import Id, JsonModel, Moment


class Token(JsonModel):
    id: Id
    person: str = Field(description="address")
    created: Moment
    expires: Moment | None
    scopes: list[str] = Field(description="empty: the person's whole rights")


class Session(JsonModel):
    id: Id
    person: str = Field(description="address")
    created: Moment
    expires: Moment
    device: str = Field(description="what the browser calls itself")
    place: str = Field(description="the network address that it was opened from")
    used: Moment | None = Field(description="when last, to some minutes; null: not since")


class Passkey(JsonModel):
    id: Id
    name: str
    created: Moment
    used: Moment | None
