"""The details of an event as the column `events.details` keeps them."""

from typing import Any

from mailbridge.domain import event_details
from mailbridge.domain.event import EventKind
from mailbridge.domain.event_details import NOTHING_MORE, EventDetails
from mailbridge.store.engine.typed_json import as_json, from_json

KINDS: dict[EventKind, type[EventDetails]] = {
    EventKind.TASK_MADE: event_details.TaskNamed,
    EventKind.TASK_ASSIGNED: event_details.TaskAssigned,
    EventKind.ASSIGNED: event_details.Assigned,
    EventKind.TASK_DUE: event_details.TaskDue,
    EventKind.TASK_STATE: event_details.TaskStateSet,
    EventKind.QUESTION_ASKED: event_details.QuestionAsked,
    EventKind.QUESTION_PERHAPS: event_details.QuestionChanged,
    EventKind.QUESTION_ANSWERED: event_details.QuestionChanged,
    EventKind.QUESTION_WITHDRAWN: event_details.QuestionChanged,
    EventKind.QUESTION_OPEN: event_details.QuestionChanged,
    EventKind.RELEASED: event_details.Released,
    EventKind.NOBODY_TOLD: event_details.NobodyTold,
    EventKind.SHARED: event_details.VisibilityChanged,
    EventKind.HIDDEN: event_details.VisibilityChanged,
    EventKind.JOINED: event_details.Admitted,
    EventKind.LEFT: event_details.TakenOut,
    EventKind.MUTED: event_details.MutedByComplaint,
    EventKind.REMINDED: event_details.Reminded,
    EventKind.AWAY: event_details.Absent,
    EventKind.LETTER_FAILED: event_details.LetterTrouble,
    EventKind.LETTER_DOUBTED: event_details.LetterTrouble,
    EventKind.COMPLAINT_DOUBTED: event_details.LetterTrouble,
    EventKind.INVITATION_ANSWERED: event_details.InvitationAnswered,
    EventKind.MISSING: event_details.Missed,
    EventKind.LINKED: event_details.Linked,
    EventKind.SUBJECT_CHANGED: event_details.SubjectChanged,
    EventKind.CIRCLING: event_details.Circling,
    EventKind.ANOTHER_ADDRESS: event_details.AnotherAddress,
}
# Of EventKind.MOVED, by the name that the JSON holds beside the fields.
MOVES: dict[str, type[EventDetails]] = {
    "move": event_details.PostsMoved,
    "split": event_details.SplitOff,
    "merge": event_details.Merged,
    "project": event_details.ProjectChanged,
    "undo": event_details.TakenBack,
}
_MOVE_NAMES = {kind: name for name, kind in MOVES.items()}
_NOTHING = ("", "—")  # what older versions kept where there was no such value
_MAY_BE_NONE = ("until", "assignee", "due")


def write(details: EventDetails) -> dict[str, Any]:
    """The JSON of details; {} where the kind says all."""
    if details == NOTHING_MORE:
        return {}
    move = _MOVE_NAMES.get(type(details))
    return as_json(details) | ({"kind": move} if move is not None else {})


def read(kind: EventKind, kept: dict[str, Any]) -> EventDetails:
    """The details that `write` made, or an older version."""
    if not kept:
        return NOTHING_MORE
    made = MOVES[kept["kind"]] if kind is EventKind.MOVED else KINDS.get(kind, EventDetails)
    return from_json(
        made,
        {
            name: value
            for name, value in kept.items()
            if name not in _MAY_BE_NONE or value not in _NOTHING
        },
    )
