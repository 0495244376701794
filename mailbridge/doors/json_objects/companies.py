"""Companies, as programs read them."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from mailbridge.doors.json_objects.values import Id, JsonModel, fields_of
from mailbridge.services.companies.register import CompanyPage
from mailbridge.services.views.models import DiscussionView, PersonView


class Company(JsonModel):
    name: str = Field(description="as somebody named it; else its domain")
    domains: list[str] = Field(description="any of them stands for it in a path")
    people: int = Field(description="how many write from there")


def _first_addresses(people: tuple[PersonView, ...]) -> list[str]:
    return [person.addresses[0] for person in people if person.addresses]


def _numbers(discussions: tuple[DiscussionView, ...]) -> list[str]:
    return [str(discussion.id) for discussion in discussions]


class WholeCompany(Company):
    addresses: Annotated[list[str], BeforeValidator(_first_addresses)] = Field(
        description="one of each of its people"
    )
    discussions: Annotated[list[Id], BeforeValidator(_numbers)] = Field(
        description="the newest that they take part in"
    )
    merged: str | None = Field(description="what went into it last, and can be taken out again")
    merge: Id | None = Field(description="the number of that merge")

    @model_validator(mode="before")
    @classmethod
    def _flat(cls, view: Any) -> Any:
        if isinstance(view, CompanyPage):
            return fields_of(view) | fields_of(view.company) | {"addresses": view.people}
        return view


class PlannedMerge(JsonModel):
    away: Company
    into: Company = Field(description="as it would be")
