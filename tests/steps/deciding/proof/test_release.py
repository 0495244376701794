"""Which words clients may read without a decision of the team."""

import pytest

from mailbridge.steps.deciding.proof.release import is_released
from tests.steps.deciding.situations import MARIA, author


@pytest.mark.parametrize("verified", ["verified", "unverified", "failed"])
@pytest.mark.parametrize("by_member", [True, False])
@pytest.mark.parametrize("waits", [True, False])
def test_proven_words_of_who_is_let_in_go_on(verified: str, by_member: bool, waits: bool) -> None:
    """And what a proven member passed on; nothing else."""
    expected = by_member or (verified == "verified" and not waits)
    assert expected == is_released(author(MARIA, verified=verified), by_member, waits)
