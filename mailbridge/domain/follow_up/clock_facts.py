"""How a discussion stands, as far as the clock asks."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from mailbridge.domain.discussion import Move
from mailbridge.domain.follow_up.calendar import Calendar, Rhythm
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Speech:
    """A person's words that clients may see."""

    post_id: int
    author_id: int
    by_team: bool
    at: datetime
    wants: bool = True  # more than thanks and the like
    believed: bool = True  # its author is known, or proven
    is_offer: bool = False
    is_holding: bool = False  # the team only says when it will answer


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A client is asked, and has not answered."""

    id: int
    asked_by: int
    asked_at: datetime
    asked_of: int | None = None
    heard: frozenset[int] | None = None  # None: all clients here


@dataclass(frozen=True, slots=True)
class LateAnswer:
    """A client answered a question after its date."""

    question_id: int
    due: datetime
    answered_at: datetime
    asked_by: int


@dataclass(frozen=True, slots=True)
class Client:
    """A client of the discussion who can be written to."""

    id: int
    name: str
    zone: str
    away_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """How a discussion stands. `spoken`: oldest first; `passed`: when reminders were sent, or
    skipped by a person, by their `once`.
    """

    discussion_id: int
    project_id: int
    rhythm: Rhythm
    move: Move
    spoken: tuple[Speech, ...] = ()
    is_whole: bool = True  # nothing was said before the first of `spoken`
    asked: tuple[OpenQuestion, ...] = ()
    late: tuple[LateAnswer, ...] = ()
    has_dated_tasks: bool = False  # of the team, and not done
    passed: Mapping[str, datetime] = field(default_factory=dict)
    clients: Mapping[int, Client] = field(default_factory=dict)
    member_id: int | None = None  # whose turn it is in the team

    @property
    def calendar(self) -> Calendar:
        """When the project works."""
        return self.rhythm.calendar
