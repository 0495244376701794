"""What happened, in one sentence."""

from datetime import UTC, date, datetime

import pytest

from mailbridge.adapters.catalogues import catalogues
from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import (
    Assigned,
    EventDetails,
    TaskAssigned,
    TaskDue,
    TaskStateSet,
)
from mailbridge.steps.telling.words.catalogue import ENGLISH
from mailbridge.steps.telling.words.event_words import event_words

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CASES = (
    (EventKind.ASSIGNED, Assigned("Igor"), "Anna gave the discussion to Igor"),
    (EventKind.ASSIGNED, Assigned("Anna"), "Anna took the discussion"),
    (EventKind.ASSIGNED, Assigned(None), "Anna gave the discussion back: nobody looks after it"),
    (EventKind.TASK_ASSIGNED, TaskAssigned("Logo", "Igor"), "Anna gave the task “Logo” to Igor"),
    (EventKind.TASK_ASSIGNED, TaskAssigned("Logo", "Anna"), "Anna took the task “Logo”"),
    (EventKind.TASK_ASSIGNED, TaskAssigned("Logo", None), "Anna took the assignee off “Logo”"),
    (
        EventKind.TASK_DUE,
        TaskDue("Logo", date(2026, 12, 4)),
        "Anna set the due date of “Logo”: Fri 4 Dec",
    ),
    (EventKind.TASK_DUE, TaskDue("Logo"), "Anna took the due date off “Logo”"),
    (
        EventKind.TASK_STATE,
        TaskStateSet("Logo", "in_progress"),
        "Anna set “Logo” to in progress",
    ),
)


@pytest.mark.parametrize(("kind", "details", "expected"), CASES)
def test_it_reads_as_a_person_would_say_it(
    kind: EventKind, details: EventDetails, expected: str
) -> None:
    """Who takes something does not give it to themselves; no name of a program is left in it."""
    assert expected == event_words(Event(1, kind, NOW, details=details), "Anna", ENGLISH)


def test_states_and_days_are_of_the_readers_language() -> None:
    """Not those that are kept."""
    russian = catalogues().of("ru")
    state = Event(1, EventKind.TASK_STATE, NOW, details=TaskStateSet("Лого", "in_progress"))
    due = Event(1, EventKind.TASK_DUE, NOW, details=TaskDue("Лого", date(2026, 12, 4)))
    assert "in_progress" not in event_words(state, "Анна", russian)
    assert "4 дек" in event_words(due, "Анна", russian)
