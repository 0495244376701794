"""Frozen dataclasses as the JSON of a column, and back."""

from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

Kept = TypeVar("Kept")


def as_json(value: object) -> dict[str, Any]:
    """The fields of a dataclass by name: times as RFC 3339, tuples as lists."""
    kind: Any = type(value)
    kept: dict[str, Any] = _adapter(kind).dump_python(value, mode="json")
    return kept


def from_json(kind: type[Kept], kept: dict[str, Any]) -> Kept:
    """The value that was kept. Names it has no field for are left out.

    pydantic.ValidationError: a field without a default is missing, or of another type.
    """
    asked: Any = kind
    made: Kept = _adapter(asked).validate_python(kept)
    return made


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
