"""What a member's morning letter tells."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Line:
    """A discussion, or a task of one. `since`: how long it waits, or when it is, or was, due."""

    project: str
    title: str
    discussion_id: int
    since: datetime | None = None
    until: datetime | None = None  # the client was promised an answer by then
    post_id: int | None = None  # the newest of the discussion, which the member may take
    task_id: int | None = None  # which the member may finish


@dataclass(frozen=True, slots=True)
class Yesterday:
    """What happened in a project since the last morning."""

    project: str
    posts: int = 0
    done: int = 0  # tasks

    @property
    def events(self) -> int:
        """All of it."""
        return self.posts + self.done


@dataclass(frozen=True, slots=True)
class Morning:
    """Ordered as it is read: what one must do comes before what others did."""

    answer: tuple[Line, ...] = ()  # clients wait for an answer
    late: tuple[Line, ...] = ()  # tasks
    today: tuple[Line, ...] = ()  # tasks
    yesterday: tuple[Yesterday, ...] = ()
    waiting: tuple[Line, ...] = ()  # for clients

    @property
    def is_empty(self) -> bool:
        """Nothing to tell, so no letter: what waits for clients alone is no reason for one."""
        return not (self.answer or self.late or self.today or self.yesterday)
