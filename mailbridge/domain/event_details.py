"""What an event says beyond who, when and where: one value for each kind that says more.

Fields with a default are those that an older version did not write.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class EventDetails:
    """Of an event whose kind says all."""


NOTHING_MORE = EventDetails()


@dataclass(frozen=True, slots=True)
class TaskNamed(EventDetails):
    """TASK_MADE."""

    title: str


@dataclass(frozen=True, slots=True)
class TaskAssigned(EventDetails):
    title: str
    assignee: str | None = None  # how the person is called; None: nobody


@dataclass(frozen=True, slots=True)
class Assigned(EventDetails):
    """Who looks after the discussion from now on."""

    assignee: str | None = None  # how the person is called; None: nobody


@dataclass(frozen=True, slots=True)
class TaskDue(EventDetails):
    title: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class TaskStateSet(EventDetails):
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class Reminded(EventDetails):
    to: str  # how the client is called


@dataclass(frozen=True, slots=True)
class QuestionAsked(EventDetails):
    number: int
    text: str
    side: str | None = None  # who is asked: client or team
    asker: str = ""  # how the person is called who asked


@dataclass(frozen=True, slots=True)
class QuestionChanged(EventDetails):
    """QUESTION_PERHAPS, QUESTION_ANSWERED, QUESTION_WITHDRAWN, QUESTION_OPEN."""

    number: int
    text: str = ""
    side: str | None = None
    asker: str = ""
    words: str = ""  # that changed it
    confirmed: bool = False  # somebody says that words noted before are the answer


@dataclass(frozen=True, slots=True)
class Released(EventDetails):
    to: str  # addresses, with commas between them


@dataclass(frozen=True, slots=True)
class NobodyTold(EventDetails):
    why: Mapping[int, str]  # a reason for each client, by the person's id


@dataclass(frozen=True, slots=True)
class StoodInside:
    """What of a discussion stood inside until all of it was shared."""

    whole: bool  # the discussion itself did
    notes: Mapping[int, str]  # the reason of each one's audience, by the post's id
    tasks: Mapping[int, bool | None]  # whether it was kept inside; None: as its post is
    letters: int  # the newest letter that was written then


@dataclass(frozen=True, slots=True)
class VisibilityChanged(EventDetails):
    """SHARED, HIDDEN."""

    what: str  # the name of what became visible or hidden
    kind: str  # discussion, post, task, file
    number: int = 0  # its own
    before: StoodInside | None = None  # where a whole discussion was shared
    takes_back: bool = False  # that it was shared, or hidden


@dataclass(frozen=True, slots=True)
class Admitted(EventDetails):
    """JOINED, where somebody let them in."""

    admitted_by: int


@dataclass(frozen=True, slots=True)
class TakenOut(EventDetails):
    """LEFT."""

    taken_out_by: int | None = None  # None: the operator


@dataclass(frozen=True, slots=True)
class MutedByComplaint(EventDetails):
    """MUTED, where a complaint about a letter did it."""

    complaint: bool = True


@dataclass(frozen=True, slots=True)
class Absent(EventDetails):
    """AWAY."""

    until: date | None = None
    deputy: str = ""  # who stands in


@dataclass(frozen=True, slots=True)
class InvitationAnswered(EventDetails):
    summary: str
    answer: str  # accepted, declined, tentative
    start: datetime | None = None
    words: str = ""  # what they wrote beside it


@dataclass(frozen=True, slots=True)
class LetterTrouble(EventDetails):
    """LETTER_FAILED, LETTER_DOUBTED, COMPLAINT_DOUBTED."""

    to: str  # the address
    words: str  # of the far side
    letter: str  # its kind
    letter_id: int


@dataclass(frozen=True, slots=True)
class Missed(EventDetails):
    """MISSING."""

    message_id: str
    person: int  # the id of its author
    name: str  # how they are called
    written: datetime | None = None


@dataclass(frozen=True, slots=True)
class Linked(EventDetails):
    other: int  # the other discussion
    rule: str  # that found it


@dataclass(frozen=True, slots=True)
class SubjectChanged(EventDetails):
    subject: str


@dataclass(frozen=True, slots=True)
class Circling(EventDetails):
    why: str


@dataclass(frozen=True, slots=True)
class AnotherAddress(EventDetails):
    address: str  # that nobody knows
    person: str  # the address that is known


@dataclass(frozen=True, slots=True)
class Rearranged(EventDetails):
    """MOVED. `other`: the discussion that the posts came from."""

    other: int


@dataclass(frozen=True, slots=True)
class PostsMoved(Rearranged):
    """Posts came here from a discussion that goes on."""

    posts: tuple[int, ...]
    parted: tuple[bool, bool]  # whether either stood apart before: the other, and this one


@dataclass(frozen=True, slots=True)
class SplitOff(PostsMoved):
    """The same, and this discussion was made for them."""


@dataclass(frozen=True, slots=True)
class ProjectChanged(Rearranged):
    """The discussion itself came from another project. `left`: who took part in it, and may not
    read in this one.
    """

    project: int
    left: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenBack(Rearranged):
    """The newest change that still stood was undone."""


class SeenId(NamedTuple):
    """An id that led to a discussion which was merged away."""

    message_id: str
    by_us: bool
    shared: bool  # it led to the other discussion, too


@dataclass(frozen=True, slots=True)
class TookPart:
    """A participant of a discussion that was merged away."""

    person_id: int
    muted: bool
    admitted: bool
    exposed: bool
    joined: datetime
    aside: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Merged(Rearranged):
    """A whole discussion came here: all that is needed to take it out again."""

    posts: tuple[int, ...]
    people: tuple[TookPart, ...]
    joined: tuple[int, ...]  # people who took part in the other alone
    ids: tuple[SeenId, ...]
    runs: tuple[int, ...]  # of its sketches
    state: str
    closed_at: datetime | None
    # What hung on no post of its own.
    tasks: tuple[int, ...]
    events: tuple[int, ...]
    outbox: tuple[int, ...]
    questions: tuple[int, ...]
