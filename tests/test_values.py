"""A value is copied with some of its fields changed, written for people, and compared."""

import dataclasses
from datetime import UTC, datetime

import pytest

from mailbridge.domain.inbound import Facts
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Shown:
    number: int
    words: str
    unseen: int = dataclasses.field(default=0, repr=False)


@dataclass(frozen=True, slots=True)
class Beside:
    number: int
    words: str
    noted: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@dataclass(slots=True)
class Counter:
    count: int = 0


def test_a_copy_is_what_the_standard_library_makes() -> None:
    """All fields are the same but those that were changed, and the value itself stays."""
    facts = Facts(datetime(2026, 11, 29, tzinfo=UTC), own_domains=frozenset({"bridge.test"}))

    copied = replace(facts, accepted=True, policy="hold")

    assert dataclasses.replace(facts, accepted=True, policy="hold") == copied
    assert facts.policy is None


def test_a_field_that_is_not_there_cannot_be_changed() -> None:
    """It is told as Python tells it."""
    with pytest.raises(TypeError, match="polcy"):
        replace(Facts(datetime(2026, 11, 29, tzinfo=UTC)), polcy="hold")  # type: ignore[call-arg]


def test_a_value_is_written_as_the_standard_library_does() -> None:
    """With its fields by name, but for those that are not to be shown."""
    shown = Shown(1, "word", unseen=3)

    assert "Shown(number=1, words='word')" == repr(shown)


def test_values_are_told_apart_by_type_and_fields() -> None:
    """By all fields but those that are left out; values that are the same have one hash, and what
    may change has none.
    """
    assert Shown(1, "word") == Shown(1, "word")
    assert Shown(1, "word") != Shown(1, "another")
    assert Shown(1, "word") != Beside(1, "word")
    assert Beside(1, "word", noted=1) == Beside(1, "word", noted=2)
    assert {Beside(1, "word", noted=1)} == {Beside(1, "word", noted=2)}
    assert Nothing() == Nothing()
    with pytest.raises(TypeError, match="unhashable"):
        hash(Counter())
