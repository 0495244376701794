"""What lists and pages show: frozen, complete, with nothing left to look up."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from mailbridge.domain.event import Event
from mailbridge.domain.message import AttachedLetter, Invitation
from mailbridge.steps.telling.words.catalogue import ENGLISH, Catalogue
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class PersonView:
    id: int
    name: str
    addresses: tuple[str, ...]
    role: str
    projects: tuple[str, ...] = ()
    language: str = "en"
    staged: bool = False
    unreachable: bool = False
    disabled: bool = False
    time_zone: str = "UTC"
    zone_from: str = ""  # guessed (from their letters), set; "": nobody knows it
    away_until: datetime | None = None  # as their automatic answers say
    declared: str | None = None  # the file that does
    morning: str = ""  # yes, no, only; "": as the project has it


@dataclass(frozen=True, slots=True)
class DiscussionView:
    id: int
    project: str
    project_id: int
    subject: str
    state: str
    posts: int
    participants: tuple[str, ...]
    updated: datetime
    whose_move: str
    unreachable: tuple[str, ...] = ()  # addresses of participants whose letters come back
    undelivered: bool = False  # the last answer came back, or was held: it is ours
    internal: bool = False  # no client takes part


@dataclass(frozen=True, slots=True)
class AttachmentView:
    id: int
    filename: str | None
    content_type: str
    size: int
    sha256: str
    inline: bool
    content_id: str | None
    decoration: bool = False  # a picture that letters of this domain carry again and again
    inside: bool = False  # kept from clients, whatever its post is
    letter: AttachedLetter | None = None  # what it says, where it is a letter


@dataclass(frozen=True, slots=True)
class ReactionView:
    emoji: str
    by: str  # address
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PostView:
    id: int
    author: str  # address
    author_name: str
    author_is_team: bool
    channel: str
    internal: bool
    verified: str
    verified_why: str
    message_id: str | None
    created: datetime
    text: str
    reply: str
    quoted: str
    signature: str
    safe_html: str | None
    why: str
    kind: str
    flags: tuple[str, ...]
    attachments: tuple[AttachmentView, ...]
    inbound_id: int | None
    runner_up: int | None = None  # a discussion it may belong to as well
    released: bool = True  # False: unproven words, for the team alone
    stays: bool = False  # with the team, until one of it passes it on
    held: tuple[str, ...] = ()  # its words that stand inside, and hold it
    audience: tuple[PersonView, ...] = ()  # the clients it was meant for
    left_out: tuple[PersonView, ...] = ()  # the other clients of that time
    audience_reason: str = "inside"  # see domain.audience
    reactions: tuple[ReactionView, ...] = ()
    invitation: Invitation | None = None
    # all of its columns by name, for the JSON objects, which take what they name
    columns: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PostHead:
    """A post without its words."""

    id: int
    author: str  # address
    author_name: str
    internal: bool
    created: datetime


@dataclass(frozen=True, slots=True)
class QuestionView:
    number: int
    text: str
    asked_by: str
    asked_of: str | None
    due: datetime | None
    state: str  # open, perhaps, answered, withdrawn
    side: str = "client"  # who is asked: client or team
    consequence: str | None = None
    evidence: str = ""  # the words that brought it into its state
    changed_by: str | None = None
    changed_at: datetime | None = None
    asker: str = ""  # how who asked is called
    to: tuple[PersonView, ...] = ()  # the clients it was put to; for the team nobody


@dataclass(frozen=True, slots=True)
class TaskView:
    id: int
    title: str
    state: str
    assignee: str | None  # address
    due: datetime | None
    project: str
    project_id: int
    discussion_id: int
    post_id: int | None
    inside: bool = False  # no client reads of it
    called: str = ""  # the assignee


@dataclass(frozen=True, slots=True)
class EventView:
    event: Event
    actor: str | None

    @property
    def id(self) -> int:
        """The number of the event."""
        return self.event.id

    @property
    def kind(self) -> str:
        """The name of what happened."""
        return self.event.kind.value

    @property
    def at(self) -> datetime:
        """When it happened."""
        return self.event.at

    def words(self, words: Catalogue) -> str:
        """One sentence in the reader's language."""
        from mailbridge.steps.telling.words.event_words import event_words  # with calendars

        return event_words(self.event, self.actor, words)

    @property
    def english(self) -> str:
        """The sentence in English, for programs."""
        return self.words(ENGLISH)


@dataclass(frozen=True, slots=True)
class ParticipantView:
    person: PersonView
    muted: bool
    admitted: bool
    aside: bool = False  # a third party whom a member wrote to apart from the clients


@dataclass(frozen=True, slots=True)
class MissingView:
    """A letter that is answered here and never came."""

    name: str  # of its author
    author: str | None  # address
    written: datetime | None
    message_id: str


@dataclass(frozen=True, slots=True)
class DiscussionPage:
    discussion: DiscussionView
    posts: tuple[PostView, ...]
    questions: tuple[QuestionView, ...]
    tasks: tuple[TaskView, ...]
    events: tuple[EventView, ...]
    participants: tuple[ParticipantView, ...]
    missing: tuple[MissingView, ...] = ()
    answer_to: tuple[PersonView, ...] = ()  # the clients an answer from here reaches
    others: tuple[PersonView, ...] = ()  # those it reaches only when it goes to all
    held: frozenset[int] = frozenset()  # posts whose letters wait: they can be taken back
    follows: bool = False  # the viewer said so
    heads: tuple[PostHead, ...] = ()  # of all posts, in order


@dataclass(frozen=True, slots=True)
class UnprovenView:
    """An answer in a member's name that nothing proves."""

    post_id: int
    discussion_id: int
    subject: str
    to: tuple[str, ...]  # addresses of the clients it would go to
    words: str


@dataclass(frozen=True, slots=True)
class VisibilityView:
    """What becomes visible to clients, or hidden from them, by one act."""

    kind: str  # posts, tasks, attachments, discussions
    id: int
    discussion_id: int
    name: str
    inside: bool  # it is hidden
    posts: int
    tasks: int
    files: int


@dataclass(frozen=True, slots=True)
class HeldAnswerView:
    """An answer of the team that no client got: held, or left inside."""

    post_id: int
    discussion_id: int
    subject: str
    author: str  # address
    to: tuple[str, ...]  # addresses
    words: tuple[str, ...]  # of it, that stand in internal notes, or below #note
    waits: bool = True  # False: the clients have it, or the whole discussion is internal


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """Words that stay with the team, and whom they go to once they are released."""

    post_id: int
    discussion_id: int
    subject: str
    author: str  # address
    to: tuple[str, ...]  # addresses
    third_party: bool = False  # its author proved it, and is none of the clients


@dataclass(frozen=True, slots=True)
class ContactView:
    """A person known by mail only, with who may be the same and who is of the same company."""

    person: PersonView
    projects: tuple[str, ...]  # in whose discussions they take part
    same: tuple[PersonView, ...] = ()  # may be this very person
    client: str = ""  # the domain of a client known here, where the address is of it
    colleagues: tuple[PersonView, ...] = ()  # who is known of that client


@dataclass(frozen=True, slots=True)
class PolicyView:
    author: str  # an address or a domain
    policy: str  # allow, hold, block
    project: str | None  # None: everywhere
