"""What is set in a row: fields of the vocabulary as the columns hold them."""

from collections.abc import Mapping
from enum import Enum
from typing import Any


def column_values(changes: Mapping[str, object]) -> dict[str, Any]:
    """Fields with their values as columns hold them: the value of each enum in its place."""
    return {
        name: value.value if isinstance(value, Enum) else value for name, value in changes.items()
    }
