"""A value is copied with some of its fields changed."""

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
