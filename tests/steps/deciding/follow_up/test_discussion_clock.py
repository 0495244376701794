"""What falls due in a discussion, by how it stands."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from mailbridge.domain.discussion import Move
from mailbridge.domain.follow_up.calendar import Calendar, Rhythm
from mailbridge.domain.follow_up.clock_facts import (
    Client,
    ClockFacts,
    LateAnswer,
    OpenQuestion,
    Speech,
)
from mailbridge.steps.deciding.follow_up.discussion_clock import days_late, falls_due, promised
from tests.calendars import ZONES, calendars, moments

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MARIA = Client(7, "Maria", "Europe/Berlin")
ASKED = Speech(1, 7, by_team=False, at=MONDAY)
OURS = Speech(2, 3, by_team=True, at=MONDAY + HOUR)
FACTS = ClockFacts(1, 1, Rhythm(), Move.TEAM, (ASKED,), clients={7: MARIA}, member_id=3)


def kinds(facts: ClockFacts) -> list[str]:
    return [piece.what for piece in falls_due(facts)]


def test_a_client_who_waits_is_promised_an_answer() -> None:
    """Until the team answers; a letter that only names a new time counts from then."""
    assert ["acknowledgement", "promise", "holding"] == kinds(FACTS)
    assert MONDAY + 8 * HOUR == promised(FACTS)
    assert promised(replace(FACTS, spoken=(ASKED, OURS))) is None
    holding = replace(OURS, is_holding=True, at=MONDAY + 9 * HOUR)
    later = promised(replace(FACTS, spoken=(ASKED, holding)))
    assert MONDAY + DAY + 8 * HOUR == later


def test_who_is_not_believed_is_promised_nothing() -> None:
    """Nor acknowledged; thanks are neither."""
    for more in ({"believed": False}, {"wants": False}):
        assert [] == kinds(replace(FACTS, spoken=(replace(ASKED, **more),)))


def test_only_a_first_letter_or_one_after_a_silence_is_acknowledged() -> None:
    """A second one within a day is not, where the first was answered."""
    second = replace(ASKED, post_id=3, at=MONDAY + 3 * HOUR)
    assert "acknowledgement" not in kinds(replace(FACTS, spoken=(ASKED, OURS, second)))
    after = replace(second, at=OURS.at + DAY)
    assert "acknowledgement" in kinds(replace(FACTS, spoken=(ASKED, OURS, after)))
    assert "acknowledgement" not in kinds(replace(FACTS, is_whole=False))


@settings(max_examples=40)
@given(calendars(), moments(), ZONES, st.integers(1, 5), st.integers(0, 30))
def test_a_reminder_comes_at_ten_on_a_day_of_work_and_not_while_the_client_is_away(
    calendar: Calendar, asked_at: datetime, zone: str, days: int, away: int
) -> None:
    """Never before the question, in any zone."""
    until = asked_at + away * DAY if away else None
    facts = replace(
        FACTS,
        rhythm=Rhythm(calendar, nudge_days=days),
        move=Move.CLIENT,
        spoken=(ASKED, OURS),
        asked=(OpenQuestion(5, 3, asked_at),),
        clients={7: replace(MARIA, zone=zone, away_until=until)},
    )
    (nudge,) = [piece for piece in falls_due(facts) if piece.what == "nudge"]
    local = nudge.at.astimezone(ZoneInfo(zone))
    assert (time(10), True) == (local.time(), local.weekday() in calendar.days)
    assert asked_at + 2 * HOUR <= nudge.at
    assert until is None or until - DAY < nudge.at


def test_an_answer_is_late_by_working_days() -> None:
    """At least by one."""
    answer = LateAnswer(1, datetime(2026, 11, 27, 23, tzinfo=UTC), MONDAY + 8 * DAY, 3)
    assert 1 == days_late(Calendar(), replace(answer, answered_at=answer.due + HOUR))
    assert 1 == days_late(Calendar(), answer)
    assert 3 == days_late(Calendar(), replace(answer, answered_at=MONDAY + 9 * DAY + 3 * HOUR))


TOM = Client(8, "Tom", "Europe/Berlin")


def reminders(facts: ClockFacts) -> list[tuple[str, int | None, str]]:
    kept = (piece for piece in falls_due(facts) if piece.what in ("nudge", "call"))
    return [(piece.what, piece.person_id, piece.once) for piece in kept]


def asking(*asked: OpenQuestion, **passed: datetime) -> ClockFacts:
    """Maria and Tom are here, and it is their move."""
    return replace(
        FACTS,
        move=Move.CLIENT,
        spoken=(ASKED, OURS),
        asked=asked,
        clients={7: MARIA, 8: TOM},
        passed={once.replace("_", ":"): at for once, at in passed.items()},
    )


def test_each_client_who_is_asked_is_reminded() -> None:
    """Who did not hear it is none of them; who is named is the only one."""
    both = OpenQuestion(5, 3, MONDAY, heard=frozenset({7, 8}))
    assert [("nudge", 7, "nudge:5:1:7"), ("nudge", 8, "nudge:5:1:8")] == reminders(asking(both))
    assert [("nudge", 8, "nudge:5:1:8")] == reminders(asking(replace(both, heard=frozenset({8}))))
    assert [("nudge", 7, "nudge:5:1")] == reminders(asking(replace(both, asked_of=7)))


def test_each_client_is_reminded_of_the_last_that_they_are_asked() -> None:
    """A later question to somebody else takes no reminder away."""
    first = OpenQuestion(5, 3, MONDAY, asked_of=7)
    later = OpenQuestion(6, 3, MONDAY + HOUR, asked_of=8)
    assert [("nudge", 7, "nudge:5:1"), ("nudge", 8, "nudge:6:1")] == reminders(asking(first, later))


def test_each_goes_on_from_their_own_reminder_and_one_call_ends_it() -> None:
    """One that was sent before there was one for each counts for all."""
    both = OpenQuestion(5, 3, MONDAY)
    one = asking(both, nudge_5_1_7=MONDAY + 3 * DAY)
    assert [("nudge", 7, "nudge:5:2:7"), ("nudge", 8, "nudge:5:1:8")] == reminders(one)
    former = asking(both, nudge_5_1=MONDAY + 3 * DAY)
    assert [("nudge", 7, "nudge:5:2:7"), ("nudge", 8, "nudge:5:2:8")] == reminders(former)
    all_ = {f"nudge_5_{step}_{who}": MONDAY + DAY for step in (1, 2, 3) for who in (7, 8)}
    assert [("call", 3, "nudge:5:4")] == reminders(asking(both, **all_))
    assert [] == reminders(asking(both, **all_, nudge_5_4=MONDAY + 2 * DAY))
