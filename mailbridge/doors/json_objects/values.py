"""What all JSON objects are made of: ids as strings, moments in UTC, and how a view becomes one."""

from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, SkipValidation, WithJsonSchema

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

JsonObject = dict[str, Any]


class JsonModel(BaseModel):
    """An object as programs read it; its fields are read from the view of the same names."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_serialization_defaults_required=True,
        defer_build=True,  # a command loads a dozen and makes one
    )

    @classmethod
    def of(cls, view: object) -> Self:
        """Raises pydantic's ValidationError for a view that lacks a field."""
        return cls.model_validate(view)

    def as_json(self) -> JsonObject:
        """For one line of `--json`: strings, numbers, lists and null alone."""
        return self.model_dump(mode="json", by_alias=True)


def as_json(model: type[JsonModel], views: "list[Any] | tuple[Any, ...]") -> list[JsonObject]:
    """Each view as an object of this model."""
    return [model.of(view).as_json() for view in views]


def fields_of(view: "DataclassInstance") -> dict[str, Any]:
    """The fields of a view by name, not deeper; for objects that are made of several views."""
    return {field.name: getattr(view, field.name) for field in fields(view)}


def moment(at: datetime | None) -> str | None:
    """RFC 3339 in UTC, or None."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at is not None else None


def _as_written(at: datetime) -> str:
    return at.isoformat()


_DATE_TIME = WithJsonSchema({"type": "string", "format": "date-time"})
Moment = Annotated[datetime, PlainSerializer(moment, return_type=str), _DATE_TIME]
Written = Annotated[datetime, PlainSerializer(_as_written, return_type=str)]  # in its own zone
# English for programs; it stays what `told` made, for a command that says it to people
Sentence = Annotated[str, SkipValidation]
Id = Annotated[str, Field(coerce_numbers_to_str=True)]  # a program never counts with them
