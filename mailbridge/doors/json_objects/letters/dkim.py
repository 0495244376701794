"""Keys that sign letters, without their private halves."""

from typing import Literal

from pydantic import Field

from mailbridge.doors.json_objects.values import JsonModel, Moment


class Key(JsonModel):
    domain: str
    selector: str
    algorithm: Literal["rsa", "ed25519"]
    state: Literal["waiting", "signing", "retired"]
    name: str = Field(description="where its record stands in DNS")
    record: str = Field(description="the text of its TXT record")
    seen: bool | None = Field(description="whether the record is in DNS; null: nobody answers")
    created: Moment
    signs_from: Moment | None
    retired: Moment | None
    removable: Moment | None = Field(description="from when the record is needed no more")
