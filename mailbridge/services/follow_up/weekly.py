"""A project's weekly report to its clients: drafted at noon of the week's last working day, sent
when somebody of the team says so, and never by itself.

It tells a client nothing that a letter about a single task or post would not tell them.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import Connection

from mailbridge.domain.follow_up.calendar import Calendar
from mailbridge.domain.follow_up.due import (
    Became,
    Due,
    DueState,
    DueWork,
    is_done,
    is_held,
    is_moot,
)
from mailbridge.domain.follow_up.week import WeekTask
from mailbridge.domain.project import Person, Project
from mailbridge.domain.token import Purpose, sign
from mailbridge.domain.told import told
from mailbridge.services.access import may_act
from mailbridge.services.container import Container
from mailbridge.services.falling_due import put_due
from mailbridge.services.follow_up.due_kind import DueKind
from mailbridge.services.follow_up.in_discussion import NOTHING_TO_DO
from mailbridge.services.follow_up.morning_of_client import asking_topics
from mailbridge.services.refusal import Refused
from mailbridge.services.telling.owe import About, owe
from mailbridge.steps.deciding.follow_up.week import left_out, week_of
from mailbridge.steps.deciding.follow_up.working_time import ONE_DAY, is_working_day
from mailbridge.steps.telling import recipients
from mailbridge.steps.telling.letters.by_clock.morning import asked_of
from mailbridge.steps.telling.letters.by_clock.weekly import WEEKLY, Weekly
from mailbridge.steps.telling.letters.by_clock.weekly_drafted import WEEKLY_DRAFTED, Drafted, ToRead
from mailbridge.steps.text.time_zones import zone
from mailbridge.store.directory import author_policies, people, projects
from mailbridge.store.engine.transaction import after_commit
from mailbridge.store.follow_up import due_work, weekly
from mailbridge.store.follow_up.week_tasks import week_tasks
from mailbridge.store.outbox import occasions
from mailbridge.values import replace

KIND = "weekly"
NOON = time(12)
WEEK = timedelta(days=7)
LONG_AGO = timedelta(days=4)  # a draft that was missed by more waits for the next week's


def seed(db: Connection, container: Container) -> None:
    """The next report of each project that has them."""
    wanting = [project for project, _ in projects.all_(db) if project.rhythm.weekly]
    put_due(db, container, [_next(project, container.clock()) for project in wanting])


def _next(project: Project, after: datetime) -> DueWork:
    at = last_noon(project.rhythm.calendar, after)
    return DueWork(
        KIND,
        at,
        told("clients get a report each week"),
        f"{KIND}:{project.id}:{at:%G-%V}",
        project_id=project.id,
    )


def last_noon(calendar: Calendar, after: datetime) -> datetime:
    """The first noon after this moment on the last working day of a week, where the project is. A
    week without work has none.
    """
    there = zone(calendar.zone)
    monday = after.astimezone(there).date()
    monday -= ONE_DAY * monday.weekday()
    while True:
        worked = [
            day
            for day in (monday + ONE_DAY * number for number in range(7))
            if is_working_day(calendar, day)
        ]
        noon = datetime.combine(worked[-1], NOON, there) if worked else None
        if noon is not None and noon > after:
            return noon
        monday += WEEK


def handle(db: Connection, container: Container, due: Due) -> Became:
    """Offer the report to the project's members; send it, where one of them pressed for it."""
    project = projects.by_id(db, due.wanted.project_id or 0)
    if project is None or not project.rhythm.weekly:
        return is_moot(NOTHING_TO_DO)
    now = container.clock()
    put_due(db, container, [_next(project, max(now, due.wanted.at))])
    week = week_tasks(db, project.id, min(now, due.wanted.at) - WEEK)
    reports = [
        report
        for client in _clients(db, container, project)
        if (report := _report(db, container, project, client, week, due)) is not None
    ]
    if not reports:
        return is_moot(told("there was nothing to tell"))
    sender = people.by_id(db, int(due.wanted.details.get("pressed_by", 0)))
    if sender is not None:
        return _sent(db, container, sender, reports)
    if now - due.wanted.at > LONG_AGO:
        return is_moot(told("it is too late for it"))
    return _offered(db, container, project, reports, week, due)


def _clients(db: Connection, container: Container, project: Project) -> list[Person]:
    """Who may be written to, in the project's time zone where nobody knows theirs."""
    known = people.by_ids(db, weekly.readers_of(db, project.id))
    return [
        client if client.zone_from else replace(client, time_zone=project.rhythm.calendar.zone)
        for client in known.values()
        if _is_reached(container, client)
        and author_policies.policy(db, project.id, client.address) != "block"
    ]


def _is_reached(container: Container, person: Person) -> bool:
    ours = recipients.is_ours(person.address, container.domains, container.keys)
    return not ours and recipients.unreachable(person, frozenset()) is None


def _report(
    db: Connection,
    container: Container,
    project: Project,
    client: Person,
    tasks: Sequence[WeekTask],
    due: Due,
) -> Weekly | None:
    """None: it would tell the client nothing."""
    places = weekly.places_of(db, client.id, project.id)
    week = week_of(tasks, client.id, places, container.clock())
    asking = asking_topics(db, container, client, places)
    if week.is_empty and not asking:
        return None
    token = sign(Purpose.ME, (client.id,), container.keys[0])
    return Weekly(
        client,
        project,
        client,
        week,
        tuple(asking),
        due.wanted.at,
        str(due.wanted.details.get("words") or ""),
        f"{container.public_url}/me/{token}?stop={KIND}",
        due.id,
    )


def _sent(
    db: Connection, container: Container, sender: Person, reports: Sequence[Weekly]
) -> Became:
    for report in reports:
        owe(
            db,
            container,
            WEEKLY,
            replace(report, author=sender),
            About(project_id=report.project.id),
        )
    names = ", ".join(report.client.called for report in reports)
    return is_done(told("A letter to {name}", name=names))


def agree(db: Connection, container: Container, member: Person, due_id: int) -> None:
    """Have a report that was offered sent at once, in the member's name. Refused: as-it-is, where
    it was sent or skipped meanwhile; not-allowed.
    """
    due = due_work.take_by_id(db, due_id)
    if due is None:
        raise Refused("as-it-is")
    if due.wanted.project_id is None or not may_act(db, member, due.wanted.project_id):
        raise Refused("not-allowed")
    details = {**due.wanted.details, "pressed_by": member.id}
    words = told("{name} said ok", name=member.called)
    due_work.press(db, due.id, details, container.clock(), words)
    after_commit(db, container.runtime.wake_due)


def _offered(
    db: Connection,
    container: Container,
    project: Project,
    reports: Sequence[Weekly],
    tasks: Sequence[WeekTask],
    due: Due,
) -> Became:
    """An older one that nobody sent is not offered any more."""
    now = container.clock()
    for older in due_work.rows_of(db, [KIND], project_id=project.id):
        if older.wanted.state is DueState.HELD and older.id != due.id:
            due_work.settle(db, older.id, DueState.SKIPPED, told("a newer one is drafted"), now)
    members, _ = occasions.members(db, project.id)
    members = tuple(member for member in members if _is_reached(container, member))
    read = tuple(
        ToRead(
            report.client,
            report.week,
            sum(len(asked_of(topic, report.client, now)) for topic in report.asking),
        )
        for report in reports
    )
    untold = left_out(tasks, [report.week for report in reports], now)
    drafted = Drafted(members, project, read, tuple(untold), due.wanted.at, due.id)
    owe(db, container, WEEKLY_DRAFTED, drafted, About(project_id=project.id))
    details = {**due.wanted.details, "left_out": untold}
    return is_held(told("It waits for somebody to send it"), details)


WEEKLY_REPORTS = DueKind(KIND, handle, seed)
