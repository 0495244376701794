"""Questions corrected by hand, in the web, by the API and at the command line; and answered by the
link in a letter.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection

from mailbridge.domain.discussion import Question, QuestionState
from mailbridge.domain.project import Person
from mailbridge.domain.token import Purpose, open_
from mailbridge.services import next_move
from mailbridge.services.access import discussion_to_act_on, may_act
from mailbridge.services.container import Container
from mailbridge.services.discussions import read
from mailbridge.services.filing import question_ledger
from mailbridge.services.filing.commands import corrections
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import notify_questions
from mailbridge.services.views.models import QuestionView
from mailbridge.steps.deciding.follow_up.ledger import Change, evidence
from mailbridge.steps.telling.words.evidence_words import BY_LINK
from mailbridge.store.directory import people
from mailbridge.store.discussions import discussions, questions, time_line
from mailbridge.values import dataclass

LATEST = 1 << 35  # seconds since 1970; more is no date


@dataclass(frozen=True, slots=True)
class Linked:
    """What the page behind a link asks one person about."""

    number: int
    text: str
    words: str  # that may answer it
    state: QuestionState
    by_team: bool  # the person belongs to the team
    ours: bool  # the person's own side asked it


async def list_questions(
    container: Container, discussion_id: int, viewer: Person | None = None
) -> list[QuestionView]:
    """The questions of a discussion, of both sides. Refused: no-such-discussion."""
    page = await read.show_discussion(container, discussion_id, viewer)
    return list(page.questions)


async def correct_questions(
    container: Container,
    actor: Person | None,
    discussion_id: int,
    numbers: Sequence[int],
    state: str,
    side: str | None = None,
) -> None:
    """Mark questions as answered, withdrawn or open again. `side`: who is asked, client or team.

    Refused: no-such-discussion, bad-question-state, no-such-question, which-side.
    """

    def transaction(db: Connection) -> None:
        discussion = discussion_to_act_on(db, discussion_id, actor)
        hand, to = corrections.Hand(actor), _state_named(state)
        corrections.correct_by_numbers(db, container, discussion, hand, to, numbers, side)

    await container.store.write(transaction)


async def show_linked(container: Container, token: str) -> Linked | None:
    """What the link asks; looking changes nothing. None: it is forged, or too old."""
    found = await container.store.read(lambda db: _opened(db, container, token))
    return _linked(*found) if found is not None else None


async def answer_linked(
    container: Container, token: str, yes: bool, words: str = ""
) -> Linked | None:
    """The person says whether their question is answered. None as `show_linked`."""

    def transaction(db: Connection) -> Linked | None:
        found = _opened(db, container, token)
        if found is None:
            return None
        person, question = found
        _say(db, container, person, question, yes, words.strip())
        return _linked(person, questions.by_id(db, question.id) or question)

    said = await container.store.write(transaction)
    container.wake_outbox()
    return said


def _say(
    db: Connection, container: Container, person: Person, question: Question, yes: bool, words: str
) -> None:
    to = QuestionState.ANSWERED if yes else QuestionState.OPEN
    if question.state is to or question.state is QuestionState.WITHDRAWN:
        return  # said before
    told = evidence(words) or (question.evidence if yes else "") or BY_LINK[yes]
    change = Change(question, to, told)
    time_line.record(db, question_ledger.record_changes(db, [change], person, container.clock()))
    next_move.settle_next_move(db, question.discussion_id)
    if not yes and not person.role.is_team:
        notify_questions.notify_of_returned_answer(db, container, question, person, evidence(words))


def _opened(db: Connection, container: Container, token: str) -> tuple[Person, Question] | None:
    numbers = open_(Purpose.QUESTION, token, container.keys)
    if numbers is None or len(numbers) != 3:
        return None
    if datetime.fromtimestamp(min(numbers[2], LATEST), UTC) <= container.clock():
        return None
    person, question = people.by_id(db, numbers[0]), questions.by_id(db, numbers[1])
    if person is None or person.disabled or question is None:
        return None
    return (person, question) if _may_say(db, person, question) else None


def _may_say(db: Connection, person: Person, question: Question) -> bool:
    """Whether a person may say that a question is answered: the project's team of any; a client of
    what they asked themselves.
    """
    if not person.role.is_team:
        return question.side == "team" and question.asked_by == person.id
    place = discussions.by_id(db, question.discussion_id)
    return place is not None and may_act(db, person, place.project_id)


def _linked(person: Person, question: Question) -> Linked:
    ours = (question.side == "client") == person.role.is_team
    words = question.evidence if question.state is QuestionState.PERHAPS else ""
    return Linked(question.number, question.text, words, question.state, person.role.is_team, ours)


def _state_named(state: str) -> QuestionState:
    """By hand nothing becomes perhaps answered."""
    if state not in {"answered", "withdrawn", "open"}:
        raise Refused("bad-question-state", state=state)
    return QuestionState(state)
