"""Which questions a command means."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from mailbridge.domain.discussion import Question, QuestionState
from mailbridge.steps.deciding.follow_up.meant_questions import (
    as_told,
    meant,
    numbers_in,
    side_in,
)

OPEN, PERHAPS, ANSWERED, WITHDRAWN = QuestionState
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OURS = Question(1, 1, 1, "Which photo?", 3, None, side="client")
THEIRS = Question(2, 1, 1, "What does it cost?", 1, None, side="team")


def sides(*ledger: Question, to: QuestionState, side: str | None = None) -> list[str]:
    return [one.side for one in meant([1], ledger, to, side).questions]


def test_numbers_stand_in_many_ways() -> None:
    """With a letter, a comma, a word between them; none twice."""
    assert (1, 2, 3) == numbers_in("Q1, В2 and #3, 1")
    assert () == numbers_in("the first")


def test_words_say_whose_question_is_meant() -> None:
    """Ours we asked the client; theirs they asked us, and so does their name."""
    askers = {1: "Maria Lopez"}
    assert ("client", "team", "team", "team", None) == (
        side_in("our 1", askers),
        side_in("their 1", askers),
        side_in("Maria's 1", askers),
        side_in("lopez 1", askers),
        side_in("1 2", askers),
    )


def test_the_only_one_that_may_change_is_meant() -> None:
    """What is answered is not answered again, what is open is not opened."""
    answered = replace(OURS, state=ANSWERED)
    assert ["team"] == sides(answered, THEIRS, to=ANSWERED)
    assert ["client"] == sides(answered, THEIRS, to=OPEN)
    assert [] == sides(answered, to=WITHDRAWN)


def test_what_waits_to_be_confirmed_comes_first() -> None:
    """Then what the team was asked; both have the number, and that is said."""
    found = meant([1], (replace(OURS, state=PERHAPS), THEIRS), ANSWERED)
    assert (["client"], 1) == ([one.side for one in found.questions], len(found.unsure))
    assert ["team"] == sides(OURS, THEIRS, to=ANSWERED)
    assert ["client"] == sides(OURS, THEIRS, to=ANSWERED, side="client")


def test_what_was_settled_last_is_opened() -> None:
    """Of two that have the number."""
    before = replace(OURS, state=ANSWERED, changed_at=NOW - timedelta(hours=1))
    after = replace(THEIRS, state=WITHDRAWN, changed_at=NOW)
    assert ["team"] == sides(before, after, to=OPEN)


def test_a_number_that_nothing_has_is_missing() -> None:
    """It is told, and nothing is guessed."""
    found = meant([7], (OURS, THEIRS), ANSWERED)
    assert ((), (7,)) == (found.questions, found.missing)


def test_a_letter_goes_on_naming_what_it_named() -> None:
    """Its number one, which is number two since; what is number one now cannot be named in answer
    to it, and the other side's numbers stay.
    """
    moved = replace(OURS, id=3, number=2, text="How many?")
    ledger = (OURS, moved, THEIRS)
    found = as_told(ledger, "client", [(1, "How many?"), (4, "Elsewhere?")])
    assert [-1, 1, 1] == [question.number for question in found]
    assert ledger is as_told(ledger, "client", [(1, "Which photo?"), (2, "How many?")])
    assert ledger is as_told(ledger, "client", [])


def test_of_the_same_question_asked_twice_one_is_answered() -> None:
    """The one that has the number, or else one of them; never both by the same words."""
    again = replace(OURS, id=3, number=2)
    assert [OURS, again] == as_told([OURS, again], "client", [(1, OURS.text)])
    found = as_told([OURS, again], "client", [(3, OURS.text)])
    assert [1, 3] == [question.number for question in found]
