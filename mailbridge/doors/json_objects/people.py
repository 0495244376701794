"""People, what is known of them, and what was said of authors."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import AliasPath, BeforeValidator, Field, model_validator

from mailbridge.doors.json_objects.values import Id, JsonModel, Moment, fields_of
from mailbridge.services.views.models import ContactView, PersonView


class Person(JsonModel):
    id: Id
    name: str
    addresses: list[str]
    role: str
    projects: list[str]
    language: str
    staged: bool
    unreachable: bool
    disabled: bool = Field(description="has no way in, gets no letter, and their mail is held")
    time_zone: str
    zone_from: Literal["guessed", "set", ""] = Field(
        description="guessed from their letters, or set; empty: nobody knows their zone"
    )
    away_until: Moment | None = Field(description="as their automatic answers say")
    morning: Literal["yes", "no", "only", ""] = Field(
        description="a client's morning letter; only: in the place of letters about single posts; "
        "empty: as the project has it"
    )
    declared: str | None = Field(
        None, description="the file that declares them; null: made by hand"
    )


def _first_addresses(people: Sequence[PersonView]) -> list[str]:
    return [person.addresses[0] for person in people if person.addresses]


class Contact(Person):
    """Known by mail only; `projects` are those they take part in."""

    may_be: Annotated[list[str], BeforeValidator(_first_addresses)] = Field(validation_alias="same")
    client: str
    colleagues: Annotated[list[str], BeforeValidator(_first_addresses)]

    @model_validator(mode="before")
    @classmethod
    def _flat(cls, view: Any) -> Any:
        if isinstance(view, ContactView):
            return fields_of(view.person) | fields_of(view)
        return view


class Policy(JsonModel):
    author: str = Field(description="an address or a domain")
    policy: str
    project: str | None = Field(description="null for everywhere")


class Program(JsonModel):
    """A mail program whose letters are shown whole, because too much was cut once."""

    person: str = Field(description="an address")
    program: str


class Level(JsonModel):
    person: str = Field(description="address of a member")
    project: str
    level: Literal["everything", "important", "off"]


class Participant(JsonModel):
    id: Id = Field(validation_alias=AliasPath("person", "id"))
    name: str = Field(validation_alias=AliasPath("person", "name"))
    address: str | None = Field(None, validation_alias=AliasPath("person", "addresses", 0))
    role: str = Field(validation_alias=AliasPath("person", "role"))
    muted: bool
    admitted: bool
    unreachable: bool = Field(validation_alias=AliasPath("person", "unreachable"))


class Asked(JsonModel):
    """A person was asked whether another address is theirs, too."""

    address: str
    another: str


class Erased(JsonModel):
    """What is left of a person who was erased."""

    id: Id
