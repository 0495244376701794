"""What falls due in a discussion, by how it stands: an acknowledgement, a promise, reminders, the
last word, a question about an offer, and new dates after a late answer.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta

from mailbridge.domain.discussion import Move
from mailbridge.domain.follow_up.calendar import Calendar
from mailbridge.domain.follow_up.clock_facts import (
    Client,
    ClockFacts,
    LateAnswer,
    OpenQuestion,
    Speech,
)
from mailbridge.domain.follow_up.due import DueWork
from mailbridge.domain.told import told
from mailbridge.steps.deciding.follow_up.working_time import after_working_time, working_day_after

ACKNOWLEDGEMENT, PROMISE, HOLDING = "acknowledgement", "promise", "holding"
NUDGE, CALL, CLOSING, CHASE, NEW_DATE = "nudge", "call", "closing", "chase", "new_date"
OF_DISCUSSION = frozenset(
    (ACKNOWLEDGEMENT, PROMISE, HOLDING, NUDGE, CALL, CLOSING, CHASE, NEW_DATE)
)
PATIENCE = timedelta(minutes=10)  # of work, in which a person may answer instead of us
SILENCE = timedelta(hours=24)
WARNING = timedelta(hours=1)
NUDGES = 3
MORNING = time(10)  # on the client's clock
DAY = timedelta(days=1)


def falls_due(facts: ClockFacts) -> list[DueWork]:
    """All that is to be done in the discussion by the clock, as things stand."""
    waiting = _waiting(facts)
    of_waiting = (*_acknowledgement(facts, waiting), *_promise(facts, waiting))
    rules = (_nudge, _closing, _chase, _new_dates)
    return [*of_waiting, *(piece for rule in rules for piece in rule(facts))]


def promised(facts: ClockFacts) -> datetime | None:
    """When the client who waits is to be answered; None: nobody waits, or nothing is promised."""
    return _promised(facts, _waiting(facts))


def _promised(facts: ClockFacts, waiting: Sequence[Speech]) -> datetime | None:
    if facts.move is not Move.TEAM or not waiting or not facts.rhythm.promise_hours:
        return None
    since = [speech.at for speech in facts.spoken if speech.is_holding and speech.by_team]
    begun = max([waiting[0].at, *since])
    return after_working_time(facts.calendar, begun, timedelta(hours=facts.rhythm.promise_hours))


def _waiting(facts: ClockFacts) -> list[Speech]:
    """What clients said and the team has not answered."""
    spoken, at = facts.spoken, len(facts.spoken)
    while at and not _answers(spoken[at - 1]):
        at -= 1
    after = spoken[at:]
    return [speech for speech in after if not speech.by_team and speech.wants and speech.believed]


def _answers(speech: Speech) -> bool:
    return speech.by_team and not speech.is_holding


def _acknowledgement(facts: ClockFacts, waiting: Iterable[Speech]) -> Iterator[DueWork]:
    """The newest letter that begins a discussion, or breaks a silence."""
    if not facts.rhythm.acknowledges:
        return
    begins = {speech.post_id for speech in facts.spoken[:1] if facts.is_whole}
    for before, speech in zip(facts.spoken, facts.spoken[1:], strict=False):
        if speech.at - before.at >= SILENCE:
            begins.add(speech.post_id)
    fitting = [speech for speech in waiting if speech.post_id in begins]
    client = facts.clients.get(fitting[-1].author_id) if fitting else None
    if client is not None:
        yield _piece(
            facts,
            ACKNOWLEDGEMENT,
            after_working_time(facts.calendar, fitting[-1].at, PATIENCE),
            told("{name} wrote, and nobody has answered within ten minutes", name=client.name),
            str(fitting[-1].post_id),
            client.id,
        )


def _promise(facts: ClockFacts, waiting: Sequence[Speech]) -> Iterator[DueWork]:
    at = _promised(facts, waiting)
    if at is None:
        return
    first = waiting[0]
    once = f"{first.post_id}:{at.isoformat()}"
    client = facts.clients.get(first.author_id)
    name = client.name if client is not None else "…"
    warn = told("{name} was promised an answer within the next hour", name=name)
    yield _piece(facts, PROMISE, at - WARNING, warn, once, facts.member_id)
    broken = told("{name} was promised an answer by now", name=name)
    yield _piece(facts, HOLDING, at, broken, once, facts.member_id)


def _nudge(facts: ClockFacts) -> Iterator[DueWork]:
    """To each client who is asked, from their last question that is open; each step from the one
    before. After the last, one call for all who were asked the same.
    """
    if not facts.asked or facts.move is not Move.CLIENT or not facts.rhythm.nudge_days:
        return
    called: set[str] = set()
    for client in facts.clients.values():
        asked = [question for question in facts.asked if _is_asked(question, client)]
        if not asked:
            continue
        question = max(asked, key=lambda asked: (asked.asked_at, asked.id))
        piece = _next_nudge(facts, question, client)
        if piece is not None and not (piece.what == CALL and piece.once in called):
            called.add(piece.once)
            yield piece


def _is_asked(question: OpenQuestion, client: Client) -> bool:
    """Whether a client is to answer: who is named, else whoever heard it."""
    if question.asked_of is not None:
        return question.asked_of == client.id
    return question.heard is None or client.id in question.heard


def _next_nudge(facts: ClockFacts, question: OpenQuestion, client: Client) -> DueWork | None:
    """None: that of the last step has been."""
    since = question.asked_at
    for step in range(NUDGES + 1):
        passed = max(
            filter(None, (facts.passed.get(once) for once in _nudges(question, client, step))),
            default=None,
        )
        if passed is None:
            return _nudge_of(facts, question, client, step, since)
        since = passed
    return None


def _nudges(question: OpenQuestion, client: Client, step: int) -> tuple[str, str]:
    """The names of a reminder: of one that goes to this client besides others, and of the only
    one, which is also the call's.
    """
    only = f"{NUDGE}:{question.id}:{step + 1}"
    return f"{only}:{client.id}", only


def _nudge_of(
    facts: ClockFacts, question: OpenQuestion, client: Client, step: int, since: datetime
) -> DueWork:
    at = morning(facts, client, since, facts.rhythm.nudge_days)
    each, only = (once.partition(":")[2] for once in _nudges(question, client, step))
    details = {"step": step + 1, "question": question.id, "asker": question.asked_by}
    if step == NUDGES:
        why = told("{name} has not answered three reminders", name=client.name)
        return _piece(facts, CALL, at, why, only, question.asked_by, client=client.id)
    why = told(
        "{name} has not answered yet: reminder {step} of {all}",
        name=client.name,
        step=step + 1,
        all=NUDGES,
    )
    once = each if question.asked_of is None else only
    return _piece(facts, NUDGE, at, why, once, client.id, **details)


def morning(facts: ClockFacts, client: Client, since: datetime, days: int) -> datetime:
    """Ten o'clock of the client on a working day: so many after this moment, and not before they
    are back.
    """
    at = working_day_after(facts.calendar, since, days, MORNING, client.zone)
    away = client.away_until
    if away is None or at >= away:
        return at
    return working_day_after(facts.calendar, away - DAY, 1, MORNING, client.zone)


def _closing(facts: ClockFacts) -> Iterator[DueWork]:
    """A client's thanks are the last words: somebody of us closes."""
    days, last = facts.rhythm.closing_days, facts.spoken[-1] if facts.spoken else None
    if facts.move is not Move.NOBODY or last is None or last.by_team or not days:
        return
    if not any(_answers(speech) for speech in facts.spoken):
        return
    client = facts.clients.get(last.author_id)
    if client is None:
        return
    at = working_day_after(facts.calendar, last.at, days, MORNING, facts.calendar.zone)
    why = told("{name} had the last word", name=client.name)
    yield _piece(facts, CLOSING, at, why, str(last.post_id), facts.member_id, client=client.id)


def _chase(facts: ClockFacts) -> Iterator[DueWork]:
    """An offer is asked about once, unless a client has said something since."""
    offers = [number for number, speech in enumerate(facts.spoken) if speech.is_offer]
    days = facts.rhythm.chase_days
    if not offers or not days:
        return
    offer = facts.spoken[offers[-1]]
    if any(not speech.by_team for speech in facts.spoken[offers[-1] :]):
        return
    said = [speech.author_id for speech in reversed(facts.spoken)]
    around = (facts.clients.get(number) for number in (*said, *sorted(facts.clients)))
    client = next(filter(None, around), None)
    if client is not None:
        at = morning(facts, client, offer.at + (days - 1) * DAY, 1)
        why = told("{name} has not answered an offer", name=client.name)
        yield _piece(facts, CHASE, at, why, str(offer.post_id), client.id, asker=offer.author_id)


def _new_dates(facts: ClockFacts) -> Iterator[DueWork]:
    """Tasks that waited for an answer, which came late."""
    for answer in facts.late if facts.has_dated_tasks else ():
        yield _piece(
            facts,
            NEW_DATE,
            answer.answered_at,
            told("An answer came after its date, and tasks waited for it"),
            str(answer.question_id),
            facts.member_id or answer.asked_by,
            days=days_late(facts.calendar, answer),
        )


def days_late(calendar: Calendar, answer: LateAnswer) -> int:
    """Working days between the date and the answer, at least one."""
    days, at = 0, answer.due
    while at < answer.answered_at and days < NUDGES * 30:
        at = working_day_after(calendar, at, 1, MORNING, calendar.zone)
        days += at <= answer.answered_at or days == 0
    return max(days, 1)


def _piece(
    facts: ClockFacts,
    what: str,
    at: datetime,
    why: str,
    once: str,
    person_id: int | None,
    **details: object,
) -> DueWork:
    return DueWork(
        what,
        at,
        why,
        f"{NUDGE if what == CALL else what}:{once}",
        person_id,
        facts.discussion_id,
        facts.project_id,
        details=details,
    )
