"""Which of the letters that are missing somewhere a forward brings."""

from datetime import UTC, datetime, timedelta

import pytest

from mailbridge.domain.discussion import MissingLetter
from mailbridge.domain.message import Forwarded, Mailbox
from mailbridge.domain.project import Person, Role
from mailbridge.steps.deciding.conversation.missing_letter import filled

WRITTEN = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
ANNA = Person(2, "Anna", Role.MEMBER, ("anna@agency.example",))
GAP = MissingLetter("gone@agency.example", ANNA.id, "Anna", WRITTEN, 1)
DAY_BEFORE = MissingLetter("old@agency.example", ANNA.id, "Anna", WRITTEN - timedelta(days=1), 2)


def forwarded(written: datetime | None, message_id: str | None = None) -> Forwarded:
    return Forwarded(
        Mailbox("Anna", ANNA.address), written, "Menu", "Words.", message_id=message_id
    )


@pytest.mark.parametrize(
    ("apart", "expected"),
    [
        (timedelta(hours=26), GAP),
        (timedelta(hours=-26), GAP),
        (timedelta(hours=26, seconds=1), None),
        (timedelta(days=365), None),
    ],
)
def test_two_zones_are_26_hours_apart_at_most(
    apart: timedelta, expected: MissingLetter | None
) -> None:
    """A letter that was written further from the missing one is another."""
    assert expected == filled(forwarded(WRITTEN + apart), ANNA, (), [GAP])


def test_the_nearest_of_several_is_meant() -> None:
    """Where no id says which."""
    near = forwarded(WRITTEN - timedelta(hours=1))
    assert GAP == filled(near, ANNA, (), [DAY_BEFORE, GAP])


def test_an_id_says_more_than_a_date() -> None:
    """That of the letter itself, or one that the forward refers to."""
    attached = forwarded(WRITTEN, DAY_BEFORE.message_id)
    assert DAY_BEFORE == filled(attached, ANNA, (), [GAP, DAY_BEFORE])
    assert DAY_BEFORE == filled(
        forwarded(WRITTEN), ANNA, (DAY_BEFORE.message_id,), [GAP, DAY_BEFORE]
    )


def test_another_members_letter_is_not_the_missing_one() -> None:
    """Whatever its id says."""
    igor = Person(3, "Igor", Role.MEMBER, ("igor@agency.example",))
    assert filled(forwarded(WRITTEN, GAP.message_id), igor, (), [GAP]) is None


def test_without_a_date_any_letter_of_the_author_may_be_the_missing_one() -> None:
    """The first of them; where one says no date, it may be that."""
    undated = MissingLetter("undated@agency.example", ANNA.id, "Anna", None, 3)
    assert GAP == filled(forwarded(None), ANNA, (), [GAP, DAY_BEFORE])
    assert undated == filled(forwarded(WRITTEN + timedelta(days=9)), ANNA, (), [GAP, undated])
    assert filled(forwarded(WRITTEN), ANNA, (), []) is None


def test_an_id_may_be_that_of_a_letter_written_on_another_day() -> None:
    """What the clocks say does not matter then."""
    late = forwarded(WRITTEN + timedelta(days=9), GAP.message_id)
    assert GAP == filled(late, ANNA, ("other@x",), [DAY_BEFORE, GAP])
