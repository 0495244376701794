"""Questions corrected by hand, inside somebody's transaction: answered, withdrawn, open again."""

from collections.abc import Iterable

from sqlalchemy import Connection

from mailbridge.domain.discussion import Discussion, Question, QuestionState
from mailbridge.domain.project import Person
from mailbridge.services import next_move
from mailbridge.services.container import Container
from mailbridge.services.filing import question_ledger
from mailbridge.services.refusal import Refused
from mailbridge.steps.deciding.follow_up.ledger import Change, evidence
from mailbridge.steps.deciding.follow_up.meant_questions import Meant, meant, numbers_in, side_in
from mailbridge.steps.telling.words.evidence_words import BY_HAND
from mailbridge.store.directory import people
from mailbridge.store.discussions import questions, time_line
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Hand:
    """Who corrects what, and with which words."""

    actor: Person | None  # None: the operator
    words: str = ""
    post_id: int | None = None


def obey_question_commands(
    db: Connection,
    container: Container,
    discussion: Discussion,
    hand: Hand,
    to: QuestionState,
    argument: str,
) -> tuple[Question, ...]:
    """`#answered 1 2`, `#open our 2`, `#withdraw 2`. Returns those whose number both sides have.

    Refused: no-such-question, with nothing changed.
    """
    ledger = questions.questions_of(db, discussion.id)
    numbers = numbers_in(argument)
    asked_us = [question for question in ledger if question.side == "team"]
    askers = people.by_ids(db, {question.asked_by for question in asked_us})
    side = side_in(argument, {number: person.called for number, person in askers.items()})
    found = meant(
        numbers, ledger, to, side or ("client" if to is QuestionState.WITHDRAWN else None)
    )
    _change(db, container, discussion, hand, to, found, argument.strip())
    return found.unsure


def correct_by_numbers(
    db: Connection,
    container: Container,
    discussion: Discussion,
    hand: Hand,
    to: QuestionState,
    numbers: Iterable[int],
    side: str | None = None,
) -> None:
    """Correct exactly the questions of these numbers; `side`: who is asked, needed where both sides
    have a number. Refused: no-such-question, which-side.
    """
    found = meant(numbers, questions.questions_of(db, discussion.id), to, side)
    if found.unsure:
        raise Refused("which-side", number=str(found.unsure[0].number))
    _change(db, container, discussion, hand, to, found, " ".join(map(str, found.missing)))


def _change(
    db: Connection,
    container: Container,
    discussion: Discussion,
    hand: Hand,
    to: QuestionState,
    found: Meant,
    said: str,
) -> None:
    if found.missing or not found.questions:
        raise Refused("no-such-question", numbers=", ".join(map(str, found.missing)) or said or "?")
    done = [
        Change(question, to, _words(question, to, hand))
        for question in dict.fromkeys(found.questions)
    ]
    now = container.clock()
    time_line.record(db, question_ledger.record_changes(db, done, hand.actor, now, hand.post_id))
    next_move.settle_next_move(db, discussion.id)


def _words(question: Question, to: QuestionState, hand: Hand) -> str:
    """The words that somebody confirms stay the evidence."""
    confirmed = to is QuestionState.ANSWERED and question.state is QuestionState.PERHAPS
    return question.evidence if confirmed else evidence(hand.words) or BY_HAND[to]
