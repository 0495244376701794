"""What the team is told by the clock: promises that are near or broken, the last word, whom to
call, and new dates after a late answer.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from mailbridge.domain.follow_up.due import Became, is_done, is_held, is_moot
from mailbridge.domain.occasion import Occasion
from mailbridge.domain.project import Person
from mailbridge.domain.task import Task
from mailbridge.domain.told import told
from mailbridge.services.container import Container
from mailbridge.services.discussions.change import close_in
from mailbridge.services.discussions.write import write_in
from mailbridge.services.follow_up.call_task import give_task
from mailbridge.services.follow_up.in_discussion import NOTHING_TO_DO, Piece, in_discussion
from mailbridge.services.tasks import set_task_due
from mailbridge.services.telling.owe import about, owe
from mailbridge.steps.deciding.follow_up import discussion_clock
from mailbridge.steps.deciding.follow_up.working_time import after_working_time, working_day_after
from mailbridge.steps.telling.letters.by_clock.offered import OFFERED, Offered
from mailbridge.steps.telling.letters.by_clock.promise import PROMISE, Promised
from mailbridge.steps.telling.words.drafts import closing_draft, holding_draft
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.steps.text.time_zones import zone
from mailbridge.store.discussions import discussions, tasks
from mailbridge.store.follow_up import clock_facts
from mailbridge.store.outbox import occasions
from mailbridge.values import replace

LONG_AGO = timedelta(days=7)  # a promise that broke before is not offered to be mended


def _warn(piece: Piece) -> Became:
    until = discussion_clock.promised(piece.facts)
    client, occasion = _waiting_client(piece), piece.occasion(None)
    if until is None or occasion is None or until <= piece.now:
        return is_moot(told("it is too late for it"))
    occasion, member = _with_team(piece, occasion)
    name = client.called if client is not None else ""
    owe(
        piece.db, piece.container, PROMISE, Promised(occasion, name, until, member), about(occasion)
    )
    return is_done(told("The team was warned"))


def _waiting_client(piece: Piece) -> Person | None:
    said = [speech for speech in piece.facts.spoken if not speech.by_team]
    return piece.person(said[-1].author_id) if said else None


def _with_team(piece: Piece, occasion: Occasion) -> tuple[Occasion, Person | None]:
    """The occasion with the project's members, and whose turn it is, if anybody's."""
    member = piece.person(piece.facts.member_id)
    if member is not None:
        return occasion, member
    others, stand_in = occasions.members(piece.db, occasion.project.id)
    return replace(occasion, members=(*occasion.members, *others), stand_in=stand_in), None


def _offer_holding(piece: Piece) -> Became:
    """A new honest date is offered; pressed, it is reckoned anew and sent."""
    client, occasion = _waiting_client(piece), piece.occasion(None)
    if client is None or occasion is None:
        return is_moot(NOTHING_TO_DO)
    if piece.now - piece.due.wanted.at > LONG_AGO:
        return is_moot(told("it is too late for it"))
    hours = timedelta(hours=piece.facts.rhythm.promise_hours)
    until = after_working_time(piece.facts.calendar, piece.now, hours)
    sender = _presser(piece)
    occasion, member = _with_team(piece, occasion)
    author = sender or member
    draft = holding_draft(
        _tongue(piece.container, client, piece.now),
        client.called,
        author.called if author is not None else piece.container.agency,
        until,
    )
    if sender is not None:
        write_in(
            piece.db, piece.container, piece.facts.discussion_id, sender, _words(piece, draft), True
        )
        return is_done(told("A letter to {name}", name=client.called))
    promised = discussion_clock.promised(piece.facts)
    offer = Offered(
        occasion, "holding", piece.due.id, client.called, _lines(draft), member, promised
    )
    return _offered(piece, offer, draft)


def _offer_closing(piece: Piece) -> Became:
    client, occasion = _waiting_client(piece), piece.occasion(None)
    if client is None or occasion is None:
        return is_moot(NOTHING_TO_DO)
    sender = _presser(piece)
    occasion, member = _with_team(piece, occasion)
    author = sender or member
    draft = closing_draft(
        _tongue(piece.container, client, piece.now),
        client.called,
        author.called if author is not None else piece.container.agency,
    )
    if sender is not None:
        write_in(piece.db, piece.container, piece.facts.discussion_id, sender, _words(piece, draft))
        place = discussions.by_id(piece.db, piece.facts.discussion_id)
        if place is not None:
            close_in(piece.db, piece.container, sender, place)
        return is_done(told("A letter to {name}", name=client.called))
    if piece.now - piece.due.wanted.at > LONG_AGO:
        return is_moot(told("it is too late for it"))
    offer = Offered(occasion, "closing", piece.due.id, client.called, _lines(draft), member)
    return _offered(piece, offer, draft)


def _offered(piece: Piece, offer: Offered, draft: str) -> Became:
    owe(piece.db, piece.container, OFFERED, offer, about(offer.occasion))
    details = {**piece.due.wanted.details, "draft": draft}
    return is_held(told("It waits for somebody to send it"), details)


def _presser(piece: Piece) -> Person | None:
    """Who pressed the button, or answered “ok”."""
    by = piece.due.wanted.details.get("pressed_by")
    return piece.person(by) if isinstance(by, int) else None


def _words(piece: Piece, draft: str) -> str:
    """What a member wrote instead, else the draft."""
    return str(piece.due.wanted.details.get("words") or draft)


def _lines(draft: str) -> tuple[str, ...]:
    return tuple(draft.split("\n"))


def _tongue(container: Container, person: Person, now: datetime) -> Tongue:
    return Tongue(container.words.of(person.language), person.time_zone, now)


def _call(piece: Piece) -> Became:
    """A task for who asked, after three reminders."""
    asker = piece.person(piece.due.wanted.person_id)
    client = piece.person(piece.due.wanted.details.get("client"))
    if asker is None or client is None:
        return is_moot(NOTHING_TO_DO)
    title = piece.container.words.of(asker.language).say("call {name}", name=client.called)
    place = piece.facts.project_id, piece.facts.discussion_id
    give_task(piece.db, piece.container, place, asker, title)
    return is_done(told("A task for {name}", name=asker.called))


def _offer_dates(piece: Piece) -> Became:
    """Each task that waited moves by as many working days as the answer was late."""
    days, sender = int(piece.due.wanted.details["days"]), _presser(piece)
    if piece.now - piece.due.wanted.at > LONG_AGO and sender is None:
        return is_moot(told("it is too late for it"))
    dates = _new_dates(piece, days)
    if sender is not None:
        for task, at in dates:
            day = at.astimezone(zone(sender.time_zone)).date().isoformat()
            set_task_due(piece.db, piece.container, sender, task, day, piece.now)
        return is_done(told("The tasks have new dates"))
    client, occasion = _waiting_client(piece), piece.occasion(None)
    if client is None or occasion is None or not dates:
        return is_moot(NOTHING_TO_DO)
    occasion, member = _with_team(piece, occasion)
    lines = [_date_line(piece, member, task.title, at) for task, at in dates]
    offer = Offered(occasion, "new_date", piece.due.id, client.called, tuple(lines), member)
    return _offered(piece, offer, "\n".join(lines))


def _new_dates(piece: Piece, days: int) -> Sequence[tuple[Task, datetime]]:
    calendar, dates = piece.facts.calendar, []
    for task_id in clock_facts.dated_tasks(piece.db, piece.facts.discussion_id):
        task = tasks.by_id(piece.db, task_id)
        if task is not None and task.due is not None:
            hour = task.due.time()
            at = working_day_after(calendar, task.due, days, hour, "UTC")
            dates.append((task, at))
    return dates


def _date_line(piece: Piece, member: Person | None, title: str, at: datetime) -> str:
    language = member.language if member is not None else "en"
    place = member.time_zone if member is not None else piece.facts.calendar.zone
    tongue = Tongue(piece.container.words.of(language), place, piece.now)
    return f"{title}: {tongue.day(at)}"


KINDS = (
    in_discussion(discussion_clock.PROMISE, _warn),
    in_discussion(discussion_clock.HOLDING, _offer_holding),
    in_discussion(discussion_clock.CLOSING, _offer_closing),
    in_discussion(discussion_clock.CALL, _call),
    in_discussion(discussion_clock.NEW_DATE, _offer_dates),
)
