"""Who is asked the one question, and how answers are counted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.domain.follow_up.survey import net_score
from mailbridge.domain.project import Person, Role
from mailbridge.steps.deciding.surveys.whom_to_ask import Asked, why_not

NOW = datetime(2026, 11, 28, 10, tzinfo=UTC)
MARIA = Person(1, "Maria", Role.CLIENT, ("maria@bloom.test",))


def test_a_client_is_asked() -> None:
    """One with a role of their own, too."""
    assert why_not(Asked(MARIA), NOW) is None
    assert why_not(Asked(replace(MARIA, role=Role.CLIENT_PLUS)), NOW) is None
    assert why_not(Asked(MARIA, NOW - timedelta(days=90)), NOW) is None


@pytest.mark.parametrize(
    "asked",
    [
        Asked(replace(MARIA, role=Role.MEMBER)),
        Asked(replace(MARIA, unreachable=True)),
        Asked(replace(MARIA, disabled=True)),
        Asked(replace(MARIA, addresses=())),
        Asked(replace(MARIA, staged=True)),
        Asked(replace(MARIA, away_until=NOW + timedelta(days=1))),
        Asked(MARIA, NOW - timedelta(days=89)),
        Asked(MARIA, has_refused=True),
        Asked(MARIA, is_robot=True),
        Asked(MARIA, waits_for_us=True),
        Asked(MARIA, has_complained=True),
    ],
)
def test_who_has_a_reason_is_not(asked: Any) -> None:
    """Each for a reason that a person can read."""
    assert why_not(asked, NOW)


@given(st.lists(st.integers(0, 10)))
def test_the_net_score_is_a_share_in_per_cent(scores: list[int]) -> None:
    """Promoters less detractors, of all."""
    made = net_score(scores)
    if not scores:
        assert made is None
        return
    good, bad = sum(x > 8 for x in scores), sum(x < 7 for x in scores)
    assert round((good - bad) * 100 / len(scores)) == made
