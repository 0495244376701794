"""What events say, as their JSON column keeps it."""

from datetime import UTC, date, datetime

import pytest

from mailbridge.domain import event_details
from mailbridge.domain.event import EventKind
from mailbridge.domain.event_details import EventDetails
from mailbridge.store.discussions import event_json

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
EVERY: tuple[tuple[EventKind, EventDetails], ...] = (
    (EventKind.POSTED, event_details.NOTHING_MORE),
    (EventKind.JOINED, event_details.NOTHING_MORE),
    (EventKind.TASK_MADE, event_details.TaskNamed("Stairs")),
    (EventKind.ASSIGNED, event_details.Assigned("Anna")),
    (EventKind.TASK_ASSIGNED, event_details.TaskAssigned("Stairs", "Anna")),
    (EventKind.TASK_DUE, event_details.TaskDue("Stairs", date(2026, 12, 1))),
    (EventKind.TASK_STATE, event_details.TaskStateSet("Stairs", "done")),
    (EventKind.QUESTION_ASKED, event_details.QuestionAsked(1, "When?", "client", "Anna")),
    (
        EventKind.QUESTION_PERHAPS,
        event_details.QuestionChanged(1, "When?", "client", "Anna", "Soon"),
    ),
    (EventKind.REMINDED, event_details.Reminded("Maria")),
    (EventKind.RELEASED, event_details.Released("maria@bloom.example")),
    (EventKind.NOBODY_TOLD, event_details.NobodyTold({7: "muted"})),
    (EventKind.SHARED, event_details.VisibilityChanged("Stairs", "post", 7)),
    (
        EventKind.SHARED,
        event_details.VisibilityChanged(
            "Stairs",
            "discussions",
            7,
            event_details.StoodInside(True, {8: "inside"}, {3: None, 4: True}, 12),
        ),
    ),
    (EventKind.JOINED, event_details.Admitted(3)),
    (EventKind.LEFT, event_details.TakenOut(None)),
    (EventKind.MUTED, event_details.MutedByComplaint()),
    (EventKind.AWAY, event_details.Absent(date(2026, 12, 1))),
    (
        EventKind.LETTER_FAILED,
        event_details.LetterTrouble("m@bloom.example", "550 no", "client", 5),
    ),
    (
        EventKind.INVITATION_ANSWERED,
        event_details.InvitationAnswered("Visit", "declined", NOON, "Not then."),
    ),
    (EventKind.MISSING, event_details.Missed("gone@agency.example", 3, "Anna", NOON)),
    (EventKind.LINKED, event_details.Linked(4, "both named")),
    (EventKind.SUBJECT_CHANGED, event_details.SubjectChanged("")),
    (EventKind.CIRCLING, event_details.Circling("ten letters in a minute")),
    (EventKind.ANOTHER_ADDRESS, event_details.AnotherAddress("a@x.example", "b@x.example")),
    (EventKind.MOVED, event_details.PostsMoved(4, (1, 2), (False, True))),
    (EventKind.MOVED, event_details.SplitOff(4, (1, 2), (False, True))),
    (EventKind.MOVED, event_details.ProjectChanged(4, 2)),
    (EventKind.MOVED, event_details.TakenBack(4)),
    (
        EventKind.MOVED,
        event_details.Merged(
            other=4,
            posts=(1,),
            people=(event_details.TookPart(3, False, True, False, NOON),),
            joined=(3,),
            ids=(event_details.SeenId("a@x", True, False),),
            runs=(17,),
            state="closed",
            closed_at=NOON,
            tasks=(),
            events=(9,),
            outbox=(),
            questions=(2,),
        ),
    ),
)


@pytest.mark.parametrize(("kind", "details"), EVERY, ids=lambda one: type(one).__name__)
def test_details_come_back_as_they_were(kind: EventKind, details: EventDetails) -> None:
    """Whatever an event says is the same value after it was kept."""
    assert details == event_json.read(kind, event_json.write(details))


def test_each_kind_of_details_is_tried() -> None:
    """The table above holds each class of details."""
    known = {*event_json.KINDS.values(), *event_json.MOVES.values()}
    assert known <= {type(details) for _, details in EVERY}


@pytest.mark.parametrize(
    ("kind", "kept", "details"),
    [
        (
            EventKind.QUESTION_ASKED,
            {"number": 1, "text": "When?"},
            event_details.QuestionAsked(1, "When?", None, ""),
        ),
        (EventKind.QUESTION_ANSWERED, {"number": 2}, event_details.QuestionChanged(2)),
        (
            EventKind.TASK_ASSIGNED,
            {"title": "Stairs", "assignee": "—"},
            event_details.TaskAssigned("Stairs", None),
        ),
        (
            EventKind.TASK_DUE,
            {"title": "Stairs", "due": "—"},
            event_details.TaskDue("Stairs", None),
        ),
        (EventKind.AWAY, {"until": "", "deputy": ""}, event_details.Absent()),
        (
            EventKind.MISSING,
            {"message_id": "a@x", "person": 3, "name": "Anna", "written": None},
            event_details.Missed("a@x", 3, "Anna"),
        ),
        (
            EventKind.MOVED,
            {"other": 4, "posts": [], "kind": "project", "project": 2},
            event_details.ProjectChanged(4, 2),
        ),
        (EventKind.MOVED, {"other": 4, "kind": "undo", "posts": []}, event_details.TakenBack(4)),
    ],
)
def test_what_older_versions_kept_is_read(
    kind: EventKind, kept: dict[str, object], details: EventDetails
) -> None:
    """Rows written before details had types mean the same."""
    assert details == event_json.read(kind, kept)
