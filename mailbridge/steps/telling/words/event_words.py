"""Events in words, for the time line."""

from datetime import UTC, datetime

from mailbridge.domain.event import Event, EventKind
from mailbridge.steps.telling.words.catalogue import Catalogue, sentence
from mailbridge.steps.telling.words.dates_and_sizes import date_of, day

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
    EventKind.HELD: sentence("The answer is held: it says what stands in internal notes"),
    EventKind.NOBODY_TOLD: sentence("{who}'s answer reached no client; they were told why"),
    EventKind.SENT: sentence("{who} sent to the client what had stayed inside"),
    EventKind.SHARED: sentence("{who} shared with the client: {what}"),
    EventKind.HIDDEN: sentence("{who} hid from the client: {what}"),
    EventKind.CONFIRMED: sentence("{who} confirmed an answer that nothing proved, and it went out"),
    EventKind.CLOSED: sentence("{who} closed the discussion"),
    EventKind.REOPENED: sentence("The discussion is open again"),
    EventKind.JOINED: sentence("{who} takes part"),
    EventKind.NEWCOMER: sentence(
        "{who} is new here: shown to the team, told nothing until somebody lets them in"
    ),
    EventKind.LEFT: sentence("{who} was taken out: no more letters about this go there"),
    EventKind.MUTED: sentence("{who} wants no more letters about this"),
    EventKind.UNMUTED: sentence("{who} gets letters about this again"),
    EventKind.AWAY: sentence("{who} is away"),
    EventKind.LETTER_FAILED: sentence("A letter to {to} could not be delivered: {words}"),
    EventKind.LETTER_DOUBTED: sentence(
        "Somebody reports that a letter to {to} was not delivered: {words}. Nothing "
        "proves it; letters go on"
    ),
    EventKind.COMPLAINT_DOUBTED: sentence(
        "Somebody reports that {to} complained about a letter. Nothing proves it; letters go on"
    ),
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
    return words.say(_pattern(event)).format_map(shown)


def _pattern(event: Event) -> str:
    details = event.details
    if event.kind is EventKind.MISSING and details["written"]:
        return _MISSING_OF_A_DAY
    if event.kind is EventKind.AWAY:
        return _AWAY[bool(details.get("until")), bool(details.get("deputy"))]
    if event.kind is EventKind.QUESTION_ASKED and details.get("side") == "team":
        return _ASKED_US
    if event.kind is EventKind.QUESTION_ANSWERED and details.get("confirmed"):
        return _CONFIRMED
    if event.kind is EventKind.QUESTION_ANSWERED and not details.get("words"):
        return _ANSWERED_BEFORE
    return EVENTS[event.kind]


def _shown(event: Event, words: Catalogue) -> dict[str, object]:
    """Details as sentences have them; an absence and a missing letter keep their dates bare."""
    details = event.details
    if event.kind is EventKind.MISSING and details["written"]:
        written = datetime.fromisoformat(details["written"])
        return {**details, "day": date_of(written, words, event.at)}
    if event.kind is EventKind.AWAY and details.get("until"):
        return {**details, "until": _day(details["until"], event, words)}
    if "number" in details:
        return {**details, "q": _which(event, words)}
    return dict(details)


def _which(event: Event, words: Catalogue) -> str:
    """ "our Q1", "Maria's Q1"."""
    asker = event.details.get("asker") or words.say("the client")
    pattern = _WHOSE.get(event.details.get("side"), _WHOSE[None])
    return words.say(pattern, number=event.details["number"], asker=asker)


def _day(until: str, event: Event, words: Catalogue) -> str:
    """ "Mon 30 Nov"; the year is said where it is far."""
    return day(datetime.fromisoformat(until).replace(tzinfo=UTC), words, "UTC", event.at)
