"""What requests give: the parts that several nouns share."""

from typing import Annotated

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field, model_validator

from mailbridge.adapters.catalogues import catalogues
from mailbridge.doors.web.request.without_nul import without_nul

MOST_ID = 2**63 - 1
Text = Annotated[str, Field(max_length=1_000_000)]
Short = Annotated[str, Field(max_length=1000)]
Id = Annotated[int, Path(ge=1, le=MOST_ID)]
OneNumber = Annotated[int | None, Query(ge=1, le=MOST_ID)]
Limit = Annotated[int, Query(ge=1, le=500, description="how many at most")]
Before = Annotated[
    int | None, Query(ge=1, le=MOST_ID, description="continue a list after the object with this id")
]
Language = Annotated[
    str, Field(max_length=20, json_schema_extra={"enum": list(catalogues().languages)})
]
OfProject = Annotated[str | None, Query(max_length=1000, description="name or id")]


class Given(BaseModel):
    """A body of a request: a field nobody knows is a mistake worth telling."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, given: object) -> object:
        return without_nul(given)


class Fault(BaseModel):
    """A place in a request that is not what it should be."""

    pointer: str
    detail: str


class Problem(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[Fault] | None = Field(None, description="where the request is not as it should be")
