"""Letters to clients by the clock: acknowledgements, reminders, a question about an offer."""

from datetime import datetime, timedelta

from mailbridge.domain.discussion import Question
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import Reminded as RemindedOf
from mailbridge.domain.follow_up.clock_facts import ClockFacts
from mailbridge.domain.follow_up.due import Became, is_done, is_moot
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services.follow_up.in_discussion import NOTHING_TO_DO, Piece, in_discussion
from mailbridge.services.telling import automatic_letters
from mailbridge.services.telling.owe import about, owe
from mailbridge.steps.deciding.follow_up import discussion_clock
from mailbridge.steps.deciding.follow_up.discussion_clock import promised
from mailbridge.steps.telling.letters.by_clock.acknowledgement import ACKNOWLEDGEMENT, Acknowledged
from mailbridge.steps.telling.letters.by_clock.chase import CHASE, AskedAbout
from mailbridge.steps.telling.letters.by_clock.nudge import NUDGE, Reminded
from mailbridge.store.directory import people
from mailbridge.store.discussions import questions, time_line
from mailbridge.store.follow_up import clock_facts
from mailbridge.store.outbox import automatic_letters as counted

MOST_ACKNOWLEDGED = 5  # to one author in a day
TOO_LATE = timedelta(days=30)  # a reminder that was missed for so long is none
DAY = 86_400  # seconds
NOBODY = told("no letter reaches them")


def _acknowledge(piece: Piece) -> Became:
    """RFC 3834: once a discussion and day, few in all, and never after the promised time."""
    client = piece.person(piece.due.wanted.person_id)
    occasion = piece.occasion(client.id if client is not None else None, client)
    if client is None or occasion is None:
        return is_moot(NOTHING_TO_DO)
    until, at = promised(piece.facts), piece.due.wanted.at
    if until is not None and until <= at:
        until = None  # it broke before this letter came; another one is not promised unasked
    late = (until or at + timedelta(days=1)) <= piece.now
    circling = clock_facts.has_happened(
        piece.db, piece.facts.discussion_id, EventKind.CIRCLING.value, piece.now - timedelta(days=1)
    )
    if late or circling:
        return is_moot(told("it is too late for it") if late else told("machines write here"))
    if not _may_acknowledge(piece, client):
        return is_moot(told("enough was acknowledged today"))
    member = piece.person(piece.facts.member_id)
    post_id = int(piece.due.wanted.once.rpartition(":")[2])
    facts = Acknowledged(occasion, client, post_id, until, member)
    return _sent(owe(piece.db, piece.container, ACKNOWLEDGEMENT, facts, about(occasion)), client)


def _may_acknowledge(piece: Piece, client: Person) -> bool:
    day = int(piece.now.timestamp()) // DAY
    kind = "acknowledgement"
    if counted.count_of_kind(piece.db, client.address, day, kind) >= MOST_ACKNOWLEDGED:
        return False
    place = str(piece.facts.discussion_id)
    return automatic_letters.may_write(piece.db, piece.container, client.address, kind, place)


def _sent(letters: list[int], client: Person) -> Became:
    if not letters:
        return is_moot(NOBODY)
    return is_done(told("A letter to {name}", name=client.called))


def _nudge(piece: Piece) -> Became:
    """As the asker, in the same conversation."""
    details, client = piece.due.wanted.details, piece.person(piece.due.wanted.person_id)
    occasion = piece.occasion(int(details["asker"]), client)
    if client is None or occasion is None or occasion.author is None:
        return is_moot(NOTHING_TO_DO)
    if piece.now - piece.due.wanted.at > TOO_LATE:
        return is_moot(told("it is too late for it"))
    asked = _still_asked(piece, client)
    if not asked:
        return is_moot(NOTHING_TO_DO)
    step, words = int(details["step"]), str(details.get("words", ""))
    also = _decision_maker(piece.facts, step, piece)
    facts = Reminded(occasion, client, asked, step, _ends(piece, client), also, words)
    letters = owe(piece.db, piece.container, NUDGE, facts, about(occasion))
    if letters:
        _note(piece, int(details["asker"]), client)
    return _sent(letters, client)


def _still_asked(piece: Piece, client: Person) -> tuple[Question, ...]:
    """What is open, as far as the client heard it asked."""
    waiting = {asked.id for asked in piece.facts.asked}
    return tuple(
        question
        for question in questions.questions_of(piece.db, piece.facts.discussion_id)
        if question.id in waiting and question.is_shared_with(frozenset({client.id}))
    )


def _ends(piece: Piece, client: Person) -> datetime:
    """Until when an answer is awaited: when the next step would come."""
    known, days = piece.facts.clients[client.id], max(piece.facts.rhythm.nudge_days, 1)
    return discussion_clock.morning(piece.facts, known, piece.now, days)


def _decision_maker(facts: ClockFacts, step: int, piece: Piece) -> Person | None:
    """Who decides at the client's, for the last reminder, where the project names them."""
    last = step == discussion_clock.NUDGES
    named = facts.rhythm.decision_maker
    return people.by_address(piece.db, named) if last and named else None


def _note(piece: Piece, asker: int, client: Person) -> None:
    details = RemindedOf(client.called)
    place, kind = piece.facts.discussion_id, EventKind.REMINDED
    time_line.record(piece.db, [Event(place, kind, piece.now, asker, details=details)])


def _chase(piece: Piece) -> Became:
    details, client = piece.due.wanted.details, piece.person(piece.due.wanted.person_id)
    occasion = piece.occasion(int(details["asker"]), client)
    offers = [speech for speech in piece.facts.spoken if speech.is_offer]
    if client is None or occasion is None or occasion.author is None or not offers:
        return is_moot(NOTHING_TO_DO)
    if piece.now - piece.due.wanted.at > TOO_LATE:
        return is_moot(told("it is too late for it"))
    words = str(details.get("words", ""))
    facts = AskedAbout(occasion, client, offers[-1].post_id, offers[-1].at, words)
    letters = owe(piece.db, piece.container, CHASE, facts, about(occasion))
    if letters:
        _note(piece, int(details["asker"]), client)
    return _sent(letters, client)


KINDS = (
    in_discussion(discussion_clock.ACKNOWLEDGEMENT, _acknowledge),
    in_discussion(discussion_clock.NUDGE, _nudge),
    in_discussion(discussion_clock.CHASE, _chase),
)
