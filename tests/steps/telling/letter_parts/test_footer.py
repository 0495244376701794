"""Where we are, what is asked of this reader, what happens next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mailbridge.domain.discussion import Move, QuestionState, State
from mailbridge.domain.letter import Footer, TaskLine
from mailbridge.domain.occasion import Occasion
from mailbridge.domain.project import Participant, Person
from mailbridge.steps.telling.letter_parts.footer import footer
from mailbridge.steps.telling.letter_parts.letterhead import tongue_of
from tests.occasions import ANNA, DISCUSSION, HEAD, IGOR, MARIA, NOW, TOM, asked, earlier, occasion

THEIRS = replace(DISCUSSION, whose_move=Move.CLIENT)
NOTHING = (
    "Nothing is needed from you.",
    "If anything changes, just reply here: it all stays in this topic.",
)
FRIDAY = datetime(2026, 11, 27, 23, 59, tzinfo=UTC)


def below(what: Occasion, reader: Person = MARIA) -> Footer:
    return footer(what, reader, "New menu page", "Northlight", tongue_of(reader, HEAD, NOW))


def answered_by(person: Person, state: QuestionState = QuestionState.ANSWERED) -> dict[str, Any]:
    """An hour ago, by the third post."""
    at = NOW - timedelta(hours=1)
    who = {"changed_by": person.id, "said_by": person.called, "said_by_id": person.id}
    return {"state": state, "evidence": "on Friday", "changed_at": at, "changed_in": 3, **who}


def test_a_client_reads_whose_move_it_is() -> None:
    """Ours, his, nobody's, and that a reply opens a closed topic."""
    moves = {
        move: below(
            occasion(ANNA, MARIA, discussion=replace(DISCUSSION, whose_move=move))
        ).where_we_are
        for move in Move
    }
    assert {
        Move.TEAM: ("The next step is ours.",),
        Move.CLIENT: NOTHING,  # somebody else's: this client has nothing open
        Move.NOBODY: NOTHING,
    } == moves
    closed = occasion(ANNA, MARIA, discussion=replace(DISCUSSION, state=State.CLOSED))
    assert ("This topic is closed; a reply opens it again.",) == below(closed).where_we_are


def test_a_closed_topic_asks_a_client_nothing() -> None:
    """What is answered is said."""
    closed = replace(THEIRS, state=State.CLOSED)
    posed = (asked(1, "Which photo?"), asked(2, "Which size?", **answered_by(MARIA)))
    what = occasion(ANNA, MARIA, discussion=closed, posed=posed)
    assert ([2], ()) == (
        [question.number for question in below(what).questions],
        below(what).next_steps,
    )


def test_open_questions_are_counted_in_the_readers_language() -> None:
    """Russian knows three plurals."""
    wanted = {
        1: "открыт 1 вопрос",
        2: "открыты 2 вопроса",
        5: "открыто 5 вопросов",
        21: "открыт 21 вопрос",
    }
    russian = replace(MARIA, language="ru")
    found = {
        number: below(
            occasion(
                ANNA,
                MARIA,
                discussion=THEIRS,
                posed=tuple(asked(one, "?") for one in range(1, number + 1)),
            ),
            russian,
        ).where_we_are[0]
        for number in wanted
    }
    assert {number: f"Следующий шаг за вами: {words}." for number, words in wanted.items()} == found


def test_questions_keep_their_numbers_date_and_consequence() -> None:
    """In the order of their numbers."""
    posed = (
        asked(3, "Which photo?", due=FRIDAY, consequence="We take ours."),
        asked(2, "Short texts?"),
    )
    found = below(occasion(ANNA, MARIA, posed=posed)).questions
    assert [(2, "Short texts?", None, None), (3, "Which photo?", FRIDAY, "We take ours.")] == [
        (one.number, one.text, one.due, one.consequence) for one in found
    ]


def test_questions_of_others_are_not_shown() -> None:
    """Asked of the team, of another client, by the reader, or in an internal note."""
    posed = (
        asked(1, "of the team", by=MARIA, side="team"),
        asked(2, "of Tom", asked_of=TOM.id),
        asked(3, "by Maria", by=MARIA),
        asked(4, "among ourselves", internal=True),
        asked(5, "of Maria", asked_of=MARIA.id),
    )
    assert ["of Maria"] == [
        one.text for one in below(occasion(ANNA, MARIA, TOM, posed=posed)).questions
    ]


def test_an_answer_is_thanked_for_once() -> None:
    """In the first letter after it."""
    thanked = asked(1, "When?", **answered_by(MARIA))
    fresh = occasion(ANNA, MARIA, posed=(thanked,), earlier=(earlier(1, MARIA), earlier(2, ANNA)))
    told = replace(
        fresh, earlier=(*fresh.earlier, earlier(3, ANNA, created=NOW - timedelta(minutes=10)))
    )
    assert [(True, "")] == [(one.answered, one.answered_by) for one in below(fresh).questions]
    both = occasion(ANNA, MARIA, TOM).participants
    heard = replace(earlier(3, MARIA, by_team=False), heard=frozenset({MARIA.id, TOM.id}))
    apart = replace(heard, heard=frozenset({MARIA.id}))
    for answer, name in ((heard, "Maria Lopez"), (apart, "")):
        what = replace(fresh, participants=both, earlier=(answer,))
        toms = below(what, TOM).questions
        assert [(True, name)] == [(one.by_other, one.answered_by) for one in toms]
    assert () == below(told).questions


def test_the_team_is_not_thanked() -> None:
    """What it answered is no question any more."""
    answered = asked(1, "When?", by=MARIA, side="team", **answered_by(ANNA))
    assert () == below(occasion(MARIA, ANNA, posed=(answered,)), ANNA).questions


def test_an_internal_note_in_between_does_not_swallow_the_thanks() -> None:
    """The client had no letter then."""
    thanked = asked(1, "When?", **answered_by(MARIA))
    note = earlier(3, ANNA, internal=True, created=NOW - timedelta(minutes=10))
    assert [1] == [
        one.number
        for one in below(occasion(ANNA, MARIA, posed=(thanked,), earlier=(note,))).questions
    ]


def test_tasks_made_of_internal_notes_are_hidden_from_clients() -> None:
    """The team sees all of them."""
    tasks = (TaskLine("Contact page", "open"), TaskLine("Calm the client", "open", internal=True))
    what = occasion(MARIA, ANNA, tasks=tasks)
    assert ["Contact page"] == [one.title for one in below(what).tasks]
    assert ["Contact page", "Calm the client"] == [one.title for one in below(what, ANNA).tasks]


def test_a_third_party_reads_only_of_tasks_they_heard_of() -> None:
    """Or that they are to do; what was shared with the clients is the clients' alone."""
    tasks = (
        TaskLine("Contact page", "open"),
        TaskLine("Quote for the shelves", "open", heard=frozenset({TOM.id})),
        TaskLine("Send drawings", "open", TOM.called, by_client=True),
    )
    around = (Participant(MARIA), Participant(TOM, aside=True), Participant(ANNA))
    what = occasion(ANNA, MARIA, TOM, participants=around, tasks=tasks)
    assert {line.title for line in below(what, TOM).tasks} == {
        "Quote for the shelves",
        "Send drawings",
    }
    assert "Contact page" in {line.title for line in below(what, MARIA).tasks}


def test_a_dated_task_is_what_comes_next() -> None:
    """And the answers that it waits for."""
    what = occasion(
        ANNA,
        MARIA,
        posed=(asked(1, "?"),),
        discussion=THEIRS,
        tasks=(TaskLine("Later", "open"), TaskLine("Contacts", "open", "Igor", FRIDAY)),
    )
    assert (
        "Next from us: “Contacts”, by Fri 27 Nov.",
        "We go on as soon as we have your answer.",
    ) == below(what).next_steps


@pytest.mark.parametrize("late", [False, True])
def test_what_a_client_is_to_do_is_no_promise_of_ours(late: bool) -> None:
    """Neither its date nor a new one follows from us."""
    due = FRIDAY - timedelta(days=30) if late else FRIDAY
    task = TaskLine("Send the logo", "open", MARIA.called, due, by_client=True)
    found = below(occasion(ANNA, MARIA, discussion=THEIRS, tasks=(task,)))
    assert ("Send the logo", ()) == (found.tasks[0].title, found.next_steps)


def test_a_day_is_the_day_that_was_meant() -> None:
    """The end of Friday in Moscow is Friday in Warsaw and in Vladivostok."""
    meant = datetime(2026, 11, 27, 23, 59, tzinfo=ZoneInfo("Europe/Moscow")).astimezone(UTC)
    for zone in ("Europe/Warsaw", "Asia/Vladivostok"):
        reader = replace(MARIA, time_zone=zone)
        what = occasion(
            IGOR,
            reader,
            posed=(asked(1, "?"),),
            discussion=THEIRS,
            tasks=(TaskLine("Contacts", "open", None, meant),),
        )
        assert "Next from us: “Contacts”, by Fri 27 Nov." == below(what, reader).next_steps[0]


def test_an_hour_is_the_readers_hour() -> None:
    """Four in the afternoon in London is five in Warsaw."""
    reader = replace(MARIA, time_zone="Europe/Warsaw")
    what = occasion(
        ANNA,
        reader,
        tasks=(TaskLine("Call", "open", None, datetime(2026, 11, 27, 16, 0, tzinfo=UTC)),),
    )
    assert "Next from us: “Call”, by Fri 27 Nov, 17:00." == below(what, reader).next_steps[0]


def test_the_team_reads_what_the_client_is_asked() -> None:
    """In words of its own."""
    posed = (asked(2, "?", due=FRIDAY), asked(3, "?"))
    waiting = occasion(
        MARIA, ANNA, posed=posed, discussion=replace(DISCUSSION, whose_move=Move.CLIENT)
    )
    found = below(waiting, ANNA)
    assert (
        "The next move is the client's.",
        "The client is asked Q2 and Q3, until Fri 27 Nov.",
    ) == found.where_we_are
    assert () == found.questions


def test_dates_are_russian_for_a_russian_reader() -> None:
    """The month in the genitive, the year where it is far."""
    far = datetime(2028, 3, 1, 23, 59, tzinfo=UTC)
    what = occasion(
        ANNA,
        MARIA,
        tasks=(TaskLine("Контакты", "open", None, FRIDAY), TaskLine("Потом", "open", None, far)),
    )
    found = below(what, replace(MARIA, language="ru"))
    assert "Дальше от нас: «Контакты», срок пт 27 ноября." == found.next_steps[0]
    only_far = below(replace(what, tasks=what.tasks[1:]), replace(MARIA, language="ru"))
    assert "Дальше от нас: «Потом», срок ср 1 марта 2028." == only_far.next_steps[0]


PERHAPS = QuestionState.PERHAPS


def test_what_is_perhaps_answered_is_read_until_the_team_writes() -> None:
    """Nobody tells them that the next step is theirs; then they read no more of it."""
    posed = (asked(1, "When?", **answered_by(MARIA, PERHAPS)),)
    toms = below(occasion(TOM, MARIA, posed=posed))
    assert (("The next step is ours.",), ["When?"]) == (
        toms.where_we_are,
        [one.text for one in toms.reading],
    )
    ours = occasion(
        ANNA, MARIA, posed=posed, discussion=replace(DISCUSSION, whose_move=Move.NOBODY)
    )
    assert ((), NOTHING) == (below(ours).reading, below(ours).where_we_are)


def test_the_team_is_asked_whether_words_answer_its_question() -> None:
    """With the words and who said them, whoever of the team reads."""
    posed = (asked(2, "When?", **answered_by(MARIA, PERHAPS)),)
    (found,) = below(occasion(MARIA, ANNA, IGOR, posed=posed), IGOR).to_confirm
    assert (2, "When?", "on Friday", "Maria Lopez") == (
        found.number,
        found.text,
        found.words,
        found.said_by,
    )


def test_a_client_is_asked_about_their_own_question_until_they_write_again() -> None:
    """Nobody else is, and it is nobody's move."""
    posed = (asked(1, "What does it cost?", by=MARIA, side="team", **answered_by(ANNA, PERHAPS)),)
    what = occasion(ANNA, MARIA, TOM, posed=posed)
    assert [1] == [one.number for one in below(what).to_confirm]
    assert () == below(what, TOM).to_confirm
    again = replace(what, earlier=(earlier(4, MARIA),))
    assert () == below(again).to_confirm


def test_a_date_that_has_passed_is_no_promise() -> None:
    """Neither a task's nor a question's."""
    past = NOW - timedelta(days=3)
    tasks = (TaskLine("Contacts", "open", "Igor", past.replace(hour=23, minute=59)),)
    what = occasion(ANNA, MARIA, posed=(asked(1, "?", due=past),), tasks=tasks, discussion=THEIRS)
    found = below(what)
    assert "“Contacts” was due Fri 20 Nov; a new date follows." == found.next_steps[0]
    assert (True, True) == (found.questions[0].late, found.tasks[0].late)


def test_nothing_is_said_to_come_next_where_nothing_does() -> None:
    """The heading would hold what it does not say."""
    rest = replace(DISCUSSION, whose_move=Move.NOBODY)
    assert () == below(occasion(ANNA, MARIA, discussion=rest)).next_steps
