"""What is wrong with a value, and what would be right, in one sentence."""

from collections.abc import Callable
from typing import Any

from pydantic_core import ErrorDetails

from mailbridge.domain.told import sentence_of, told

Say = Callable[[str], str]


def trouble(error: ErrorDetails, key: str, unknown: Say, right: Say) -> str:
    """`unknown` says what there is in place of a key that there is not; `right` gives an example
    of a key's value.
    """
    given = quoted(error["input"])
    limits = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            return unknown(key)
        case "missing":
            return told("it is missing; write a line like {right}", right=right(key))
        case "value_error":
            return sentence_of(limits["error"])
        case "model_type" | "model_attributes_type":
            return told(
                "this is a section, not a value; write [{key}] on a line of its own and its "
                "settings below",
                key=key,
            )
        case "greater_than_equal":
            least = limits["ge"]
            return told("{given} is too small; write {least} or more", given=given, least=least)
        case "less_than_equal":
            most = limits["le"]
            return told("{given} is too large; write {most} or less", given=given, most=most)
        case "literal_error":
            choices = str(limits["expected"]).replace("'", '"').replace(" or ", ", ")
            return told(
                "{given} is none of the choices; write one of {choices}",
                given=given,
                choices=choices,
            )
        case kind:
            return _wrong_kind(kind, given, right(key))


def _wrong_kind(kind: str, given: str, right: str) -> str:
    """Of a value that is none of the kind a setting takes."""
    if kind in ("int_parsing", "int_type", "int_from_float"):
        return told(
            "{given} is not a whole number; write one like {right}", given=given, right=right
        )
    if kind in ("string_type", "path_type"):
        return told(
            "{given} is not text; write it in quotes, like {right}", given=given, right=right
        )
    return told("{given} does not fit here; write something like {right}", given=given, right=right)


def quoted(value: Any) -> str:
    """A value as sentences name it."""
    return told("“{value}”", value=value) if not isinstance(value, dict | list) else told("this")
