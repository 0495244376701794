"""Tasks."""

from datetime import datetime
from enum import StrEnum

from mailbridge.values import dataclass


class TaskState(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Task:
    id: int
    project_id: int
    discussion_id: int
    post_id: int | None
    title: str
    state: TaskState
    assignee_id: int | None
    due: datetime | None
    created: datetime
    stays_inside: bool | None = None  # no client reads of it; None: as its post
    consequence: str | None = None  # what happens when it is not done in time
