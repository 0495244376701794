"""Clients are asked how likely they are to recommend us."""

from sqlalchemy import Connection

from mailbridge.domain.follow_up.due import DueWork
from mailbridge.domain.follow_up.survey import APART, REMINDED_AFTER, SurveyState
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person, Project
from mailbridge.domain.told import told
from mailbridge.services import audit
from mailbridge.services.access import project_of
from mailbridge.services.container import Container
from mailbridge.services.falling_due import put_due
from mailbridge.services.telling.owe import About, owe
from mailbridge.steps.deciding.surveys.whom_to_ask import CLIENTS, Asked, why_not
from mailbridge.steps.reading.kinds.robot import is_read_by_nobody
from mailbridge.steps.telling.letters.surveys.survey import SURVEY, ToAsk
from mailbridge.store.directory import people
from mailbridge.store.follow_up import surveys
from mailbridge.values import dataclass

KIND = "survey"  # of work that falls due


@dataclass(frozen=True, slots=True)
class AskedView:
    """One client of a project: `why_not` is empty where they were asked."""

    person: str  # address
    name: str
    why_not: str = ""


async def send_survey(
    container: Container, project: str, actor: Person | None = None
) -> list[AskedView]:
    """Ask all clients of a project who may be asked now; returns every client, with why some were
    not. Refused: no-such-project.
    """

    def transaction(db: Connection) -> list[AskedView]:
        asked = ask_project(db, container, project_of(db, project, actor))
        count = str(sum(not view.why_not for view in asked))
        audit.record(db, container, actor, Act.SURVEYED, Matter.PROJECT, name=project, detail=count)
        return asked

    made = await container.store.write(transaction)
    container.wake_outbox()
    return made


def ask_project(db: Connection, container: Container, project: Project) -> list[AskedView]:
    """Ask all clients of a project who may be asked now, in the caller's transaction. Returns every
    client, with why some were not asked.
    """
    return [
        _ask(db, container, project, asked)
        for asked in _clients(db, container, project.id)
        if asked.person.role in CLIENTS
    ]


def _clients(db: Connection, container: Container, project_id: int) -> list[Asked]:
    now, ids = container.clock(), surveys.members_of(db, project_id)
    known = people.by_ids(db, ids)
    last, refused = surveys.last_asked(db, ids), surveys.refused_by(db, ids)
    waiting = surveys.waiting_for_us(db, project_id, now)
    complained = surveys.complained_since(db, project_id, now - APART)
    return [
        Asked(
            known[person_id],
            last.get(person_id),
            person_id in refused,
            is_read_by_nobody(known[person_id].address),
            person_id in waiting,
            person_id in complained,
        )
        for person_id in ids
        if person_id in known
    ]


def _ask(db: Connection, container: Container, project: Project, asked: Asked) -> AskedView:
    person, now = asked.person, container.clock()
    reason = why_not(asked, now)
    if reason is not None:
        return AskedView(person.address, person.called, reason)
    made = surveys.add(db, project.id, person.id, now)
    facts = ToAsk(made, person, project.name)
    owe(db, container, SURVEY, facts, About())
    again = DueWork(
        KIND,
        now + REMINDED_AFTER,
        told("{name} has not answered the question", name=person.called),
        f"{KIND}:again:{made.id}",
        person_id=person.id,
        project_id=project.id,
        details={"again": made.id},
    )
    put_due(db, container, [again])
    return AskedView(person.address, person.called)


def ask_again(db: Connection, container: Container, survey_id: int, project: str) -> bool:
    """Remind of a question without an answer, once. False: there is no reason for it any more."""
    survey = surveys.by_id(db, survey_id)
    person = people.by_id(db, survey.person_id) if survey is not None else None
    if survey is None or person is None or survey.state is not SurveyState.ASKED:
        return False
    if why_not(Asked(person), container.clock()) is not None:
        return False
    return bool(owe(db, container, SURVEY, ToAsk(survey, person, project, again=True), About()))
