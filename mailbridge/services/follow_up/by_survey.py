"""What the clock does about the one question: it is asked each quarter, once again after four days,
and somebody has to call who is unhappy.
"""

from datetime import UTC, datetime, time

from sqlalchemy import Connection

from mailbridge.domain.follow_up.due import Became, Due, DueWork, is_done, is_moot
from mailbridge.domain.follow_up.survey import CALL_WITHIN
from mailbridge.domain.told import told
from mailbridge.services.container import Container
from mailbridge.services.falling_due import put_due
from mailbridge.services.follow_up.call_task import give_task
from mailbridge.services.follow_up.due_kind import DueKind
from mailbridge.services.follow_up.in_discussion import NOTHING_TO_DO
from mailbridge.services.surveys.asking import KIND, ask_again, ask_project
from mailbridge.services.telling.admin_letters import admins_reached
from mailbridge.steps.deciding.conversation.message_refs import subject_key
from mailbridge.steps.deciding.follow_up.working_time import working_day_after
from mailbridge.store.directory import people, projects
from mailbridge.store.discussions import discussions, tasks
from mailbridge.store.follow_up import surveys

HOUR = time(10)  # of the project's clock


def seed(db: Connection, container: Container) -> None:
    """Each project that asks quarterly asks on the first working day of the next quarter."""
    now = container.clock()
    begins = _next_quarter(now)
    works = [
        DueWork(
            KIND,
            working_day_after(
                project.rhythm.calendar, begins, 1, HOUR, project.rhythm.calendar.zone
            ),
            told("clients are asked each quarter"),
            f"{KIND}:{project.id}:{begins:%Y-%m}",
            project_id=project.id,
        )
        for project, _ in projects.all_(db)
        if project.rhythm.surveys
    ]
    put_due(db, container, works)


def _next_quarter(now: datetime) -> datetime:
    """The last day before it, so that its first working day comes after that."""
    year, first = (now.year, now.month + 3 - (now.month - 1) % 3)
    if first > 12:
        year, first = year + 1, first - 12
    return datetime(year, first, 1, tzinfo=UTC) - datetime.resolution


def handle(db: Connection, container: Container, due: Due) -> Became:
    """Ask, ask again, or give somebody the task to call."""
    wanted = due.wanted
    project = projects.by_id(db, wanted.project_id or 0)
    if project is None:
        return is_moot(NOTHING_TO_DO)
    if "again" in wanted.details:
        reminded = ask_again(db, container, wanted.details["again"], project.name)
        return is_done(told("asked once again")) if reminded else is_moot(NOTHING_TO_DO)
    if "call" in wanted.details:
        return _have_called(db, container, wanted.details["call"])
    if not project.rhythm.surveys:
        return is_moot(NOTHING_TO_DO)
    asked = ask_project(db, container, project)
    seed(db, container)
    return is_done(told("asked {count} clients", count=sum(not view.why_not for view in asked)))


def _have_called(db: Connection, container: Container, survey_id: int) -> Became:
    """A task in an internal discussion, which says nothing of what was answered: it is seen by the
    whole team of the project.
    """
    survey, now = surveys.by_id(db, survey_id), container.clock()
    client = people.by_id(db, survey.person_id) if survey is not None else None
    if survey is None or client is None:
        return is_moot(NOTHING_TO_DO)
    last = surveys.wrote_last_to(db, survey.project_id, client.id)
    member = people.by_id(db, last) if last is not None else None
    admins = admins_reached(db, container)
    assignee = member or (admins[0] if admins else None)
    if assignee is None:
        return is_moot(told("nobody could be asked to"))
    words = container.words.of(assignee.language)
    title = words.say("Call {name} within 48 hours", name=client.called)
    place = discussions.add(db, survey.project_id, title, subject_key(title), now, internal=True)
    made = give_task(db, container, (survey.project_id, place.id), assignee, title)
    tasks.change(db, made, due=(survey.answered or now) + CALL_WITHIN)
    return is_done(told("{name} was asked to call", name=assignee.called))


SURVEYS = DueKind(KIND, handle, seed)
