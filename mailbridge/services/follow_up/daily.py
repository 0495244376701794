"""A member's morning letter: at the hour they chose, on working days, and none that is empty."""

from datetime import datetime, time

from sqlalchemy import Connection

from mailbridge.domain.follow_up.due import Became, Due, DueWork, is_done, is_moot
from mailbridge.domain.follow_up.morning import Line, Morning
from mailbridge.domain.project import Person
from mailbridge.domain.token import Purpose, sign
from mailbridge.domain.told import told
from mailbridge.services.container import Container
from mailbridge.services.falling_due import put_due
from mailbridge.services.follow_up.day import DAY, day_in
from mailbridge.services.follow_up.due_kind import DueKind
from mailbridge.services.morning_work import calendar_of, zone_of
from mailbridge.services.telling.owe import About, owe
from mailbridge.steps.deciding.follow_up.working_time import is_working_day, working_day_after
from mailbridge.steps.telling.letters.by_clock.daily import DAILY, Daily
from mailbridge.steps.text.time_zones import zone
from mailbridge.store.directory import people, projects
from mailbridge.store.follow_up import mornings
from mailbridge.store.mine import own_settings
from mailbridge.values import replace

KIND = "daily"
NOON = time(12)


def seed(db: Connection, container: Container) -> None:
    """The next morning of each member who wants such letters."""
    known = people.by_ids(db, mornings.unplanned(db, KIND, mornings.wanting(db)))
    put_due(db, container, [_next(db, person, container.clock()) for person in known.values()])


def _next(db: Connection, member: Person, now: datetime) -> DueWork:
    member, calendar = _at_home(db, member), calendar_of(db, member)
    there = zone(member.time_zone)
    local = now.astimezone(there)
    hour = time(own_settings.read(db, member.id).hour)
    begins = local - DAY if local.time() < hour else local  # today's, if it is to come
    at = working_day_after(calendar, begins, 1, hour, member.time_zone)
    once = f"{KIND}:{member.id}:{at.astimezone(there).date()}"
    return DueWork(KIND, at, told("a morning letter on working days"), once, person_id=member.id)


def _at_home(db: Connection, member: Person) -> Person:
    """In the time zone of their first project, where nobody knows their own."""
    return replace(member, time_zone=zone_of(member, calendar_of(db, member)))


def handle(db: Connection, container: Container, due: Due) -> Became:
    """One letter, whatever mornings were missed; after noon it waits for the next."""
    member = people.by_id(db, due.wanted.person_id or 0)
    if member is None or member.id not in mornings.wanting(db) or not member.address:
        return is_moot(told("no letter reaches them"))
    member, now = _at_home(db, member), container.clock()
    there = zone(member.time_zone)
    local = now.astimezone(there)
    put_due(db, container, [_next(db, member, now)])
    if local.time() >= NOON or not is_working_day(calendar_of(db, member), local.date()):
        return is_moot(told("that morning has gone"))
    morning = _morning(db, member, now, local)
    if morning.is_empty:
        return is_moot(told("there was nothing to tell"))
    stop = f"{container.public_url}/me/{sign(Purpose.ME, (member.id,), container.keys[0])}"
    owe(db, container, DAILY, Daily(member, morning, stop, local.date(), due.id), About())
    said = told("A letter to {name}", name=member.called)
    return is_done(said, {"lines": [_kept(line) for line in morning.numbered]})


def _kept(line: Line) -> list[str | int]:
    """What an answer that names the line's number is about."""
    if line.task_id is not None:
        return ["task", line.task_id]
    offer = line.offer
    offered = (offer.what.value, offer.due_id) if offer is not None else ()
    return ["discussion", line.discussion_id, *offered]


def _morning(db: Connection, member: Person, now: datetime, local: datetime) -> Morning:
    back = 3 if local.weekday() == 0 else 1  # since Friday's letter
    own = projects.ids_of(db, member.id)
    happened = mornings.happened(db, own, member.id, now - back * DAY)
    return replace(day_in(db, member, now), yesterday=happened)


DAILY_LETTERS = DueKind(KIND, handle, seed)
