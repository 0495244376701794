"""Events in words, for the time line."""

from dataclasses import fields
from datetime import UTC, date, datetime, time

from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import (
    Absent,
    Assigned,
    InvitationAnswered,
    Missed,
    QuestionAsked,
    QuestionChanged,
    TaskAssigned,
    TaskDue,
    TaskStateSet,
)
from mailbridge.steps.telling.words.catalogue import Catalogue, sentence
from mailbridge.steps.telling.words.dates_and_sizes import date_of, day
from mailbridge.steps.telling.words.task_states import TASK_STATES

EVENTS: dict[EventKind, str] = {
    EventKind.POSTED: sentence("{who} wrote"),
    EventKind.NOTED: sentence("{who} wrote an internal note"),
    EventKind.TASK_MADE: sentence("{who} made a task: {title}"),
    EventKind.TASK_ASSIGNED: sentence("{who} gave the task “{title}” to {assignee}"),
    EventKind.TASK_DUE: sentence("{who} set the due date of “{title}”: {due}"),
    EventKind.TASK_STATE: sentence("{who} set “{title}” to {state}"),
    EventKind.QUESTION_ASKED: sentence("{who} asked {q}: {text}"),
    EventKind.QUESTION_PERHAPS: sentence("{who} perhaps answered {q}: “{words}”"),
    EventKind.QUESTION_ANSWERED: sentence("{who} answered {q}: “{words}”"),
    EventKind.QUESTION_WITHDRAWN: sentence("{who} withdrew {q}: “{words}”"),
    EventKind.QUESTION_OPEN: sentence("{q} is open again, says {who}: “{words}”"),
    EventKind.RELEASED: sentence("{who} passed unproven words on to {to}"),
    EventKind.TAKEN_BACK: sentence("{who} took an answer back before anybody had it"),
    EventKind.HELD: sentence(
        "The answer is held: it says what stands in internal notes, or below #note"
    ),
    EventKind.NOBODY_TOLD: sentence("{who}'s answer reached no client; they were told why"),
    EventKind.SENT: sentence("{who} sent to the client what had stayed inside"),
    EventKind.SHARED: sentence("{who} shared with the client: {what}"),
    EventKind.HIDDEN: sentence("{who} hid from the client: {what}"),
    EventKind.CONFIRMED: sentence("{who} confirmed an answer that nothing proved, and it went out"),
    EventKind.ASSIGNED: sentence("{who} gave the discussion to {assignee}"),
    EventKind.CLOSED: sentence("{who} closed the discussion"),
    EventKind.REOPENED: sentence("The discussion is open again"),
    EventKind.JOINED: sentence("{who} takes part"),
    EventKind.NEWCOMER: sentence(
        "{who} is new here: shown to the team, told nothing until somebody lets them in"
    ),
    EventKind.LEFT: sentence("{who} was taken out: no more letters about this go there"),
    EventKind.MUTED: sentence("{who} wants no more letters about this"),
    EventKind.UNMUTED: sentence("{who} gets letters about this again"),
    EventKind.REMINDED: sentence("{to} was reminded, in the name of {who}"),
    EventKind.AWAY: sentence("{who} is away"),
    EventKind.LETTER_FAILED: sentence("A letter to {to} could not be delivered: {words}"),
    EventKind.LETTER_DOUBTED: sentence(
        "Somebody reports that a letter to {to} was not delivered: {words}. Nothing "
        "proves it; letters go on"
    ),
    EventKind.COMPLAINT_DOUBTED: sentence(
        "Somebody reports that {to} complained about a letter. Nothing proves it; letters go on"
    ),
    EventKind.INVITATION_ANSWERED: sentence("{who} answered the invitation “{summary}”"),
    EventKind.MISSING: sentence(
        "{name}'s letter is missing here: this discussion goes on from it. Forward it"
        " to the project's address, and it joins"
    ),
    EventKind.LINKED: sentence("May belong to discussion {other}"),
    EventKind.SUBJECT_CHANGED: sentence("{who} changed the subject to “{subject}”"),
    EventKind.ANOTHER_ADDRESS: sentence(
        "{who}'s own reply address was answered from {address}; if that is theirs, "
        "add it to them ({person})"
    ),
    EventKind.CIRCLING: sentence(
        "Nobody is told of the letters from {who} for now: two machines seem to "
        "answer each other ({why})"
    ),
    EventKind.MOVED: sentence("{who} moved messages here from discussion {other}"),
}
_MISSING_OF_A_DAY = sentence(
    "{name}'s letter of {day} is missing here: this discussion goes on from it. "
    "Forward it to the project's address, and it joins"
)
# By whether the end is known, and whether somebody stands in.
_AWAY = {
    (False, False): EVENTS[EventKind.AWAY],
    (True, False): sentence("{who} is away until {until}"),
    (False, True): sentence("{who} is away (deputy {deputy})"),
    (True, True): sentence("{who} is away until {until} (deputy {deputy})"),
}


_INVITATION = {
    ("accepted", False): sentence("{who} accepted the invitation “{summary}”, {day}"),
    ("accepted", True): sentence("{who} accepted the invitation “{summary}”, {day}: “{words}”"),
    ("declined", False): sentence("{who} declined the invitation “{summary}”, {day}"),
    ("declined", True): sentence("{who} declined the invitation “{summary}”, {day}: “{words}”"),
    ("tentative", False): sentence("{who} may come to “{summary}”, {day}"),
    ("tentative", True): sentence("{who} may come to “{summary}”, {day}: “{words}”"),
}
# By whether somebody has it now: nobody, or who did it.
_DISCUSSION_NOW = {
    False: sentence("{who} gave the discussion back: nobody looks after it"),
    True: sentence("{who} took the discussion"),
}
_TASK_NOW = {
    False: sentence("{who} took the assignee off “{title}”"),
    True: sentence("{who} took the task “{title}”"),
}
_NO_DUE = sentence("{who} took the due date off “{title}”")
_ASKED_US = sentence("New, {q}: {text}")
_CONFIRMED = sentence("{who} takes this as the answer to {q}: “{words}”")
_ANSWERED_BEFORE = sentence("{who} answered {q}")
# Both sides count from one; old events do not say whose question it was.
_WHOSE = {
    "client": sentence("our Q{number}"),
    "team": sentence("{asker}'s Q{number}"),
    None: sentence("Q{number}"),
}


class _Blank(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return ""


def event_words(event: Event, actor: str | None, words: Catalogue) -> str:
    """One sentence; what the event does not say is left out."""
    shown = _Blank(_shown(event, words), who=actor or words.say("Somebody"))
    return words.say(_pattern(event, actor)).format_map(shown)


def _pattern(event: Event, actor: str | None) -> str:
    match event.details:
        case Assigned(assignee=to) if to is None or to == actor:
            return _DISCUSSION_NOW[to is not None]
        case TaskAssigned(assignee=to) if to is None or to == actor:
            return _TASK_NOW[to is not None]
        case TaskDue(due=None):
            return _NO_DUE
        case Missed(written=datetime()):
            return _MISSING_OF_A_DAY
        case Absent(until=until, deputy=deputy):
            return _AWAY[until is not None, bool(deputy)]
        case InvitationAnswered(answer=answer, words=said, start=datetime()):
            return _INVITATION.get((answer, bool(said)), EVENTS[event.kind])
        case QuestionAsked(side="team"):
            return _ASKED_US
        case QuestionChanged(confirmed=True):
            return _CONFIRMED
        case QuestionChanged(words="") if event.kind is EventKind.QUESTION_ANSWERED:
            return _ANSWERED_BEFORE
        case _:
            return EVENTS[event.kind]


def _shown(event: Event, words: Catalogue) -> dict[str, object]:
    """The values of the sentence: the fields of the details, dates as people say them."""
    details = event.details
    shown = {field.name: getattr(details, field.name) for field in fields(details)}
    match details:
        case Missed(written=datetime() as written):
            shown["day"] = date_of(written, words, event.at)
        case Absent(until=date() as until):
            shown["until"] = _day(until, event, words)
        case InvitationAnswered(start=datetime() as start):
            shown["day"] = date_of(start, words, event.at)
        case TaskDue(due=date() as due):
            shown["due"] = _day(due, event, words)
        case TaskStateSet(state=state):
            shown["state"] = words.say(TASK_STATES.get(state, state))
        case QuestionAsked() | QuestionChanged():
            shown["q"] = _which(details, words)
    return shown


def _which(asked: QuestionAsked | QuestionChanged, words: Catalogue) -> str:
    """ "our Q1", "Maria's Q1"."""
    asker = asked.asker or words.say("the client")
    pattern = _WHOSE.get(asked.side, _WHOSE[None])
    return words.say(pattern, number=asked.number, asker=asker)


def _day(until: date, event: Event, words: Catalogue) -> str:
    """ "Mon 30 Nov"; the year is said where it is far."""
    return day(datetime.combine(until, time(), UTC), words, "UTC", event.at)
