"""What a project's weekly report tells a client: what was done, what is planned, what moved."""

from datetime import date, datetime

from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class WeekTask:
    """A task with what happened to it in a week. `heard`: the clients who may read of it, None: all
    who take part in its discussion; `inside`: no client may.
    """

    title: str
    discussion_id: int
    by: str = ""  # how its doer is called
    by_client: int | None = None  # the doer, where it is a client
    in_work: bool = False
    done: datetime | None = None
    due: datetime | None = None
    was_due: date | None = None  # the day before that week, where it is a later one now
    inside: bool = False
    heard: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """Each task stands once. `moved`: it was to be done earlier, or is late."""

    done: tuple[WeekTask, ...] = ()
    planned: tuple[WeekTask, ...] = ()
    moved: tuple[WeekTask, ...] = ()
    own: tuple[WeekTask, ...] = ()  # that the client is to do

    @property
    def is_empty(self) -> bool:
        """Whether it tells nothing."""
        return not (self.done or self.planned or self.moved or self.own)
