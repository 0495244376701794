"""An alias, its tests and its provider's confirmation."""

from typing import Any, Literal

from pydantic import Field, model_validator

from mailbridge.doors.json_objects.values import Id, JsonModel, Moment, fields_of
from mailbridge.services.aliases.card_views import AliasCard


class Confirmation(JsonModel):
    """Of a mail provider; nobody here follows the link."""

    provider: str
    code: str | None
    link: str
    received: str


class Test(JsonModel):
    id: Id
    kind: Literal["asked", "canary"]
    state: Literal["sent", "returned", "failed"]
    started: Moment
    finished: Moment | None
    findings: list[str]
    cure: list[str]
    words: str


class Card(JsonModel):
    address: str
    project: str
    state: Literal["waiting", "confirming", "testing", "active", "silent", "failed"]
    project_address: str = Field(validation_alias="target")
    provider: Literal["google", "microsoft", "yandex", "ours"] | None
    changed: Moment
    last_mail: Moment | None
    usual_gap: int | None = Field(description="in seconds")
    armed_until: Moment | None
    confirmation: Confirmation | None
    next_test: Moment | None
    tests: list[Test]
    route_field: str
    known: list[str]
    todo: list[str]

    @model_validator(mode="before")
    @classmethod
    def _with_known_provider(cls, view: Any) -> Any:
        if isinstance(view, AliasCard):
            return fields_of(view) | {"provider": view.provider or None}
        return view


class Steps(JsonModel):
    """How to have an alias forwarded here."""

    address: str
    how: str
    steps: list[str]


class Findings(JsonModel):
    address: str
    findings: list[str]
