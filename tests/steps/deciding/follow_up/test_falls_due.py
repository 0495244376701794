"""What of written work stays, goes, moves and comes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from mailbridge.domain.follow_up.due import Due, DueState, DueWork
from mailbridge.steps.deciding.follow_up.falls_due import Changes, changes

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
NUDGE = DueWork("nudge", NOON, "asked", "nudge:1")
KEPT = Due(7, NUDGE)


def test_the_same_work_stays_and_moves() -> None:
    """What a person holds, or moved by hand, stays where it is."""
    moved = replace(NUDGE, at=LATER)
    assert Changes() == changes([NUDGE], [KEPT])
    assert Changes(move=((7, LATER),)) == changes([moved], [KEPT])
    for by_hand in ({"state": DueState.HELD}, {"details": {"moved_by": 3}}):
        kept = replace(KEPT, wanted=replace(NUDGE, **by_hand))  # type: ignore[arg-type]
        assert Changes() == changes([moved], [kept])


def test_what_is_wanted_no_more_goes_and_what_is_new_comes() -> None:
    """A held one goes, too."""
    other = replace(NUDGE, once="nudge:2")
    held = replace(KEPT, wanted=replace(NUDGE, state=DueState.HELD))
    assert Changes(add=(other,), skip=(7,)) == changes([other], [held])
