"""Numbers of many rows in one: who heard a post comes as one row and not as one for each client."""

from sqlalchemy import ColumnElement, Text, cast, func


def together(numbers: ColumnElement[int]) -> ColumnElement[str]:
    """The numbers of all rows of a group as a text, in no order; NULL without any."""
    return func.aggregate_strings(cast(numbers, Text), ",")


def apart(text: str | None) -> frozenset[int]:
    """The numbers that `together` gave."""
    return frozenset(map(int, text.split(","))) if text else frozenset()
