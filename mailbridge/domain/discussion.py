"""Discussions, posts and questions."""

from datetime import UTC, datetime
from enum import StrEnum

from mailbridge.values import dataclass

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Move(StrEnum):
    """Whose move is it?"""

    TEAM = "team"
    CLIENT = "client"
    NOBODY = "nobody"


class Tab(StrEnum):
    """A list of the inbox."""

    OURS = "ours"  # to answer
    WAITING = "waiting"  # on a client
    CLOSE = "close"  # open, and nobody owes anything
    UNASSIGNED = "unassigned"  # ours, and nobody looks after it
    MINE = "mine"
    NEW = "new"  # since somebody was here
    ALL = "all"  # closed ones, too


class QuestionState(StrEnum):
    """What became of a question."""

    OPEN = "open"
    PERHAPS = "perhaps"  # an answer in words came from who was asked; nobody has confirmed it
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class Channel(StrEnum):
    MAIL = "mail"
    WEB = "web"
    API = "api"


@dataclass(frozen=True, slots=True)
class Discussion:
    id: int
    project_id: int
    subject: str
    base_subject: str
    state: State
    created: datetime
    updated: datetime
    whose_move: Move = Move.TEAM
    internal: bool = False  # no client takes part
    closed_at: datetime | None = None
    last_written: datetime = LONG_AGO  # the latest Date of its letters
    # somebody, or a typed-over subject, made it a discussion of its own: it is never joined unasked
    parted: bool = False
    to_many: bool = (
        False  # opened by a letter to many: each who answers it has a discussion of their own
    )
    answer_by: datetime | None = None  # until then its client was promised an answer


@dataclass(frozen=True, slots=True)
class Post:
    id: int
    discussion_id: int
    author_id: int
    channel: Channel
    internal: bool
    verified: str  # verified, unverified, failed
    message_id: str | None
    created: datetime
    text: str  # whole readable text
    reply: str  # what the author wrote now, without commands
    quoted: str = ""
    signature: str = ""
    safe_html: str | None = None
    kind: str = "human"
    why: str = ""  # why it stands in this discussion
    runner_up: int | None = None  # a discussion it may belong to as well
    released: bool = True  # False: unproven words, for the team alone
    released_by: int | None = None  # who of the team released them nevertheless


@dataclass(frozen=True, slots=True)
class MissingLetter:
    """A member's letter that somebody answers and that never came here."""

    message_id: str
    person_id: int  # who wrote it
    name: str
    written: datetime | None = (
        None  # as the answer says, in the zone of its author where it states none
    )
    discussion_id: int = 0  # which misses it
    text: str = ""  # what the answer quotes of it


@dataclass(frozen=True, slots=True)
class Question:
    """Numbered within its discussion; a number is never given twice."""

    id: int
    discussion_id: int
    number: int
    text: str
    asked_by: int  # person
    asked_of: int | None  # person; None: the other side
    due: datetime | None = None
    consequence: str | None = None  # what happens without an answer
    state: QuestionState = QuestionState.OPEN
    side: str = "client"  # who is asked: client or team
    evidence: str = ""  # the words that brought it into this state
    changed_by: int | None = None  # person; None: nobody yet, or the operator
    changed_at: datetime | None = None
    changed_in: int | None = None  # the post that did it
    heard: frozenset[int] | None = None  # the clients who heard it asked; None: all of them
    post_id: int | None = None  # that asked it; None: it was asked by hand

    def is_shared_with(self, clients: frozenset[int] | None) -> bool:
        """Whether one of these clients heard it asked. None stands for all of them."""
        return self.heard is None or clients is None or bool(self.heard & clients)

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it, not even perhaps, or withdrawn it."""
        return self.state is QuestionState.OPEN

    @property
    def is_live(self) -> bool:
        """Whether it is open, or perhaps answered: a person may still have something to say about
        it.
        """
        return self.state in (QuestionState.OPEN, QuestionState.PERHAPS)
