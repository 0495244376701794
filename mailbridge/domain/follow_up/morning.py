"""What a member has to do and to know today, as their morning letter and a page tell it, and what
becomes of an answer to the letter.
"""

from datetime import datetime
from enum import StrEnum

from mailbridge.values import dataclass


class Offered(StrEnum):
    """What a line of the morning letter offers."""

    HOLDING = "holding"  # a letter with a new time
    CLOSING = "closing"  # a closing letter
    NEW_DATE = "new_date"  # of tasks that waited for a client
    NUDGE = "nudge"  # to keep back a reminder


@dataclass(frozen=True, slots=True)
class Offer:
    """`due_id`: the work that is done, or kept back; `at`: when it would be done by itself."""

    what: Offered
    due_id: int
    at: datetime


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
    offer: Offer | None = None  # what the answer "yes" does
    mine: bool = False  # the member looks after it


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
    to_close: tuple[Line, ...] = ()  # a client had the last word

    @property
    def numbered(self) -> tuple[Line, ...]:
        """The lines that an answer may name by their number: the first is 1."""
        return (*self.answer, *self.late, *self.today, *self.to_close, *self.waiting)

    week: tuple[Line, ...] = ()  # tasks that are due within seven days, but not today
    asked: tuple[Line, ...] = ()  # open questions to the member

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell, so that no letter is sent: what waits for clients alone
        is no reason for one.
        """
        return not (self.answer or self.late or self.today or self.yesterday)
