"""Whose move it is."""

from datetime import UTC, datetime, timedelta
from itertools import product

from mailbridge.domain.discussion import Move, Question, QuestionState
from mailbridge.steps.deciding.follow_up.whose_move import (
    Standing,
    Words,
    awaits_its_asker,
    last_that_counts,
    spoken_in_time,
    whose_move,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def words(post_id: int, by_team: bool, text: str, **more: object) -> Words:
    at = NOW + timedelta(hours=post_id)
    values = {"human": True, "written": at, **more}
    return Words(post_id, by_team, text=text, **values)  # type: ignore[arg-type]


def test_it_is_the_clients_only_with_something_open() -> None:
    """However the rest stands."""
    for team, confirm, last, lost in product(
        (True, False), (True, False), ("client", "team", None), (True, False)
    ):
        standing = Standing(False, team, confirm, last, lost)
        assert Move.CLIENT is not whose_move(standing), standing


def test_where_both_have_something_open_who_did_not_speak_last_moves() -> None:
    """A question of theirs and one of ours."""
    assert Move.CLIENT is whose_move(Standing(client_open=True, team_open=True, last="team"))
    assert Move.TEAM is whose_move(Standing(client_open=True, team_open=True, last="client"))


def test_last_words_of_a_client_want_something() -> None:
    """A statement of ours does not; what came back is ours again."""
    assert Move.TEAM is whose_move(Standing(last="client"))
    assert Move.NOBODY is whose_move(Standing(last="team"))
    assert Move.TEAM is whose_move(Standing(last="team", undelivered=True, client_open=True))
    assert Move.TEAM is whose_move(Standing(to_confirm=True, last=None))


def test_thanks_receipts_promises_and_machines_say_nothing() -> None:
    """The words before them stand, also those of a letter that a name or a promise ends."""
    plan, done = words(1, False, "Here is the plan."), words(2, True, "Done.")
    for idle in ("Thanks!", "Got it.", "I will answer tomorrow.\nMaria", "Получили, спасибо."):
        assert done == last_that_counts((plan, done, words(3, False, idle)))
    machine = words(3, False, "I am away.", human=False)
    assert (plan, done) == spoken_in_time((plan, done, machine))
    for more in ({"asks": True}, {"files": True}):
        thanks = words(3, False, "Thanks!", **more)
        assert thanks == last_that_counts((plan, done, thanks))
    said = words(3, False, "The roof is blue. The rest will come. I will answer tomorrow.\nMaria")
    assert said == last_that_counts((plan, done, said))
    assert None is last_that_counts((words(1, False, "Thanks!"),))


def test_an_old_letter_of_the_team_that_comes_late_is_no_answer() -> None:
    """It was written before what it would answer."""
    asked = words(5, False, "When will it be ready?")
    late = words(6, True, "We begin on Monday.", written=NOW)
    assert (asked,) == spoken_in_time((asked, late))


def test_a_perhaps_waits_until_its_askers_side_writes() -> None:
    """Posts are compared, not clocks."""
    question = Question(1, 1, 1, "When?", 3, None, state=QuestionState.PERHAPS, changed_in=7)
    assert (True, True, False) == tuple(awaits_its_asker(question, last) for last in (None, 7, 8))
