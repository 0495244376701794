"""What lists and pages show of work that falls due."""

from datetime import datetime

from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class DueView:
    id: int
    what: str
    reader: str | None  # the address of the person it is for
    discussion_id: int | None
    project: str | None
    project_id: int | None
    subject: str | None  # of the discussion
    at: datetime
    why: str  # a sentence of the trail
    state: str
    said: str  # a sentence of the trail: what came of it
    words: str = ""  # a draft, or what a member wrote instead
    has_words: bool = False  # a member may write it in other words
    by_hand: bool = False  # a person brought it into its state
    called: str = ""  # how the person it is for is called
    left_out: tuple[str, ...] = ()  # titles of tasks that a weekly report tells nobody of


@dataclass(frozen=True, slots=True)
class ReminderView:
    """What reminds a client of a question next."""

    id: int  # of the work that falls due
    what: str  # nudge: a letter; call: three letters went, somebody is to call
    at: datetime
    state: str  # waiting, held


@dataclass(frozen=True, slots=True)
class AskedView:
    """A question to clients that nobody has answered."""

    id: int
    discussion_id: int
    number: int  # within its discussion
    text: str
    subject: str
    project: str
    project_id: int
    to: tuple[str, ...]  # how they are called
    asked_by: str
    asked_at: datetime
    due: datetime | None
    consequence: str  # what happens without an answer
    whose_move: str  # of the discussion: only a client who is to answer is reminded
    reminder: ReminderView | None  # None: none is planned
