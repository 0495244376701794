"""What clients answer to the one question, by a page or by mail, and what follows from it."""

from sqlalchemy import Connection

from mailbridge.domain.address import SurveyAddress
from mailbridge.domain.follow_up.due import DueWork
from mailbridge.domain.follow_up.survey import (
    CALL_WITHIN,
    HIGHEST,
    LOWEST,
    Group,
    Survey,
    SurveyState,
    group_of,
)
from mailbridge.domain.inbound import Inbound
from mailbridge.domain.project import Person
from mailbridge.domain.token import Purpose, open_
from mailbridge.domain.told import told
from mailbridge.services.container import Container
from mailbridge.services.falling_due import put_due
from mailbridge.services.refusal import Refused
from mailbridge.services.surveys.asking import KIND
from mailbridge.services.telling.admin_letters import admins_reached
from mailbridge.services.telling.owe import About, owe
from mailbridge.steps.deciding.surveys.answer_by_mail import MOST_WORDS, read_answer
from mailbridge.steps.telling.letters.surveys.survey_answered import SURVEY_ANSWERED, Answered
from mailbridge.store.directory import people, projects
from mailbridge.store.follow_up import surveys
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """What the page of one question shows."""

    survey: Survey
    person: Person
    project: str


async def show_survey(container: Container, token: str) -> SurveyPage:
    """The question that a link was signed for. Refused: no-such-survey."""
    return await container.store.read(lambda db: _page(db, container, token))


def _page(db: Connection, container: Container, token: str) -> SurveyPage:
    numbers = open_(Purpose.SURVEY, token, container.keys)
    survey = surveys.by_id(db, numbers[0]) if numbers and len(numbers) == 1 else None
    person = people.by_id(db, survey.person_id) if survey is not None else None
    project = projects.by_id(db, survey.project_id) if survey is not None else None
    if survey is None or person is None or project is None or person.disabled:
        raise Refused("no-such-survey")
    return SurveyPage(survey, person, project.name)


async def answer_survey(
    container: Container, token: str, score: int | None, words: str
) -> SurveyPage:
    """Note an answer from the page; a later one takes the place of an earlier one. Refused:
    no-such-survey, bad-score.
    """
    if score is None or not LOWEST <= score <= HIGHEST:
        raise Refused("bad-score")

    def transaction(db: Connection) -> SurveyPage:
        page = _page(db, container, token)
        note_answer(db, container, page.survey, score, words.strip()[:MOST_WORDS])
        return _page(db, container, token)

    noted = await container.store.write(transaction)
    container.wake_outbox()
    return noted


async def refuse_surveys(container: Container, token: str) -> SurveyPage:
    """The person is never asked again, by any project. Refused: no-such-survey."""

    def transaction(db: Connection) -> SurveyPage:
        page = _page(db, container, token)
        surveys.refuse(db, page.survey.id)
        return page

    return await container.store.write(transaction)


def note_answer_by_mail(db: Connection, container: Container, inbound: Inbound) -> int | None:
    """Note what a letter to the address of a question says; returns the project's id."""
    own = inbound.route.own if inbound.route is not None else None
    survey = surveys.by_id(db, own.survey_id) if isinstance(own, SurveyAddress) else None
    if survey is None:
        return None
    score, words = read_answer(inbound.reading.trimmed.reply)
    note_answer(db, container, survey, survey.score if score is None else score, words)
    return survey.project_id


def note_answer(
    db: Connection, container: Container, survey: Survey, score: int | None, words: str
) -> None:
    """Note it, and tell at once who has to know: of few points, and of words."""
    now = container.clock()
    surveys.answer(db, survey.id, score, words, now)
    client, project = people.by_id(db, survey.person_id), projects.by_id(db, survey.project_id)
    if client is None or project is None or (survey.score, survey.words) == (score, words):
        return
    answered = replace(survey, score=score, words=words, answered=now, state=SurveyState.ANSWERED)
    is_unhappy = score is not None and group_of(score) is Group.DETRACTOR
    call_by = now + CALL_WITHIN if is_unhappy else None
    if is_unhappy or words:
        told_of = _to_be_told(db, container, survey)
        facts = Answered(answered, client, project.name, told_of, call_by)
        owe(db, container, SURVEY_ANSWERED, facts, About())
    if is_unhappy:
        call = DueWork(
            KIND,
            now,
            told("somebody has to call {name}", name=client.called),
            f"{KIND}:call:{survey.id}",
            person_id=client.id,
            project_id=project.id,
            details={"call": survey.id},
        )
        put_due(db, container, [call])


def _to_be_told(db: Connection, container: Container, survey: Survey) -> tuple[Person, ...]:
    """The admins, and who wrote to the client last."""
    last = surveys.wrote_last_to(db, survey.project_id, survey.person_id)
    member = people.by_id(db, last) if last is not None else None
    everybody = [*admins_reached(db, container), *((member,) if member is not None else ())]
    return tuple({person.id: person for person in everybody if not person.disabled}.values())
