"""What letters are written about: a post or a task in its discussion, with everybody and everything
a letter may name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum

from mailbridge.domain.audience import INSIDE, Audience
from mailbridge.domain.discussion import Channel, Discussion, MissingLetter, Move, Post, Question
from mailbridge.domain.letter import TaskLine
from mailbridge.domain.message import Invitation, Kind
from mailbridge.domain.project import Level, Participant, Person, Project
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Earlier:
    """A post that came before, as threading and quoting see it."""

    id: int
    author_id: int
    by_team: bool
    internal: bool
    created: datetime
    message_id: str | None  # its own Message-ID
    letter_id: str | None  # the Message-ID of our letters about it
    released: bool = True  # False: unproven words, for the team alone
    heard: frozenset[int] = frozenset()  # the clients it was meant for
    alias: str | None = None  # that it was written to
    answer_to: str | None = None  # where its author wants answers
    channel: str = Channel.MAIL
    kind: str = Kind.HUMAN
    verified: str = "verified"
    staged: bool = False  # its author is confirmed by nobody yet
    flags: frozenset[str] = frozenset()
    written: datetime | None = None  # what its Date field says
    begins: str = ""  # its first words
    has_files: bool = False  # besides pictures inside the text
    held: bool = False  # it waits for a person
    undelivered: bool = False  # a letter to a client about it came back

    @property
    def is_proven(self) -> bool:
        """Whether it was written by whom it names: by hand on the web, or with proof."""
        return self.channel != Channel.MAIL or self.verified == "verified"

    @property
    def ids(self) -> tuple[str, ...]:
        """What readers may hold of it, without repetition."""
        return tuple(dict.fromkeys(one for one in (self.message_id, self.letter_id) if one))


@dataclass(frozen=True, slots=True)
class Past:
    """What a discussion held before the post that is filed."""

    posts: tuple[Earlier, ...] = ()  # oldest first: the first and the newest
    client_task: bool = False  # a client has a task to do
    team_task: bool = False  # somebody else has
    notes: int = 0  # internal posts that say something
    others_wait: bool = False  # letters to members about its posts


NO_PAST = Past()


@dataclass(frozen=True, slots=True)
class Said:
    """What a post brings into the letters about it, besides its words."""

    post: Post  # without its words
    audience: Audience
    has_files: bool = False
    alias: str | None = None  # that it was written to
    answer_to: str | None = None  # where its author wants answers
    topic: str | None = None  # its subject, where it changed the one of the discussion
    form: str | None = None  # the site whose form wrote it for its author
    invitation: Invitation | None = None
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Here:
    """A discussion, and what letters about it count."""

    project: Project
    discussion: Discussion
    notes: int  # internal posts that say something
    has_tasks: bool  # that are not done
    others_wait: bool  # letters to members about its posts


@dataclass(frozen=True, slots=True)
class Posed:
    """A question with where it was asked and answered."""

    question: Question
    internal: bool = False  # asked in a post that no client may read
    post_id: int | None = None
    said_by: str = ""  # the name of who wrote the words that brought it into its state
    said_by_id: int | None = None
    inside: bool = False  # asked in an internal post
    heard: frozenset[int] | None = None  # who heard it asked; None: every client here


def in_order(posed: Iterable[Posed]) -> tuple[Posed, ...]:
    """Questions by their numbers; each side counts its own."""
    return tuple(sorted(posed, key=lambda asked: (asked.question.number, asked.question.id)))


@dataclass(frozen=True, slots=True)
class Nearby:
    """A person whom something in a discussion may concern."""

    person: Person
    part: Participant | None  # who takes part, or was taken out
    around: bool  # takes part, has an open task of it, follows it, or does what happens there
    belongs: bool  # of the team, and a member of its project
    follows: bool | None = None  # None: they never said
    level: Level | None = None  # of the project; None: they never said


@dataclass(frozen=True, slots=True)
class Known:
    """What was read of a discussion in this transaction, and is so still; None: it was not."""

    project: Project | None = None
    posed: tuple[Posed, ...] | None = None  # all its questions, by their numbers
    nearby: tuple[Nearby, ...] | None = None
    past: Past | None = None
    discussion: Discussion | None = None  # as it is once the post is filed
    filed: Earlier | None = None  # the post that has just been filed
    said: Said | None = None  # of that

    @property
    def begins(self) -> bool:
        """Whether there was nothing before the post that is filed."""
        return self.past is NO_PAST

    @property
    def here(self) -> Here | None:
        """The discussion once the post is filed."""
        past, filed = self.past, self.filed
        if past is None or filed is None or self.discussion is None or self.project is None:
            return None
        notes = past.notes + (filed.internal and filed.begins != "")
        has_tasks = past.client_task or past.team_task
        return Here(self.project, self.discussion, notes, has_tasks, past.others_wait)

    @property
    def ledger(self) -> tuple[Question, ...] | None:
        """All its questions."""
        return None if self.posed is None else tuple([asked.question for asked in self.posed])

    @property
    def everybody(self) -> tuple[Participant, ...] | None:
        """Who takes part, newcomers too, or was taken out."""
        if self.nearby is None:
            return None
        return tuple([near.part for near in self.nearby if near.part is not None])

    @property
    def participants(self) -> tuple[Participant, ...] | None:
        """But those who were taken out."""
        everybody = self.everybody
        return None if everybody is None else tuple([part for part in everybody if not part.gone])


NOTHING_READ = Known()
NOTHING_THERE = Known(posed=(), past=NO_PAST)  # of a discussion that has just begun


@dataclass(frozen=True, slots=True)
class Occasion:
    project: Project
    discussion: Discussion
    participants: tuple[Participant, ...]
    author: Person | None = None  # of the post, or the actor
    post: Post | None = None
    members: tuple[
        Person, ...
    ] = ()  # who else of the team may be told: the project's members, or admins
    belonging: tuple[Person, ...] = ()  # the project's members of the team, told or not
    stand_in: bool = False  # the members are admins, for nobody belongs to the project
    assignees: frozenset[int] = frozenset()  # of the discussion's open tasks
    levels: Mapping[int, Level] = field(
        default_factory=dict
    )  # of members who do not want to hear everything of the project
    follows: Mapping[int, bool] = field(
        default_factory=dict
    )  # members who said that they follow the discussion, or do not
    named: frozenset[int] = frozenset()  # members whom the post names
    aliases: tuple[str, ...] = ()  # of this project, active ones
    own_addresses: frozenset[str] = frozenset()  # addresses of people here that lead back to us
    blocked: frozenset[str] = frozenset()  # addresses of people here whose mail is not wanted
    audience: Audience = INSIDE  # whom the post is meant for; without a post, whom an answer is
    nameless: frozenset[int] = frozenset()  # clients whose names nobody proved
    answered: int = 0  # without a post, or inside: the newest post that a client may see
    client_reach: frozenset[int] = frozenset()  # the clients an answer to that one reaches
    alias: str | None = None  # that a client wrote to last
    topic: str | None = None  # the subject, where a reply changed it
    topics: Mapping[int, str] = field(
        default_factory=dict
    )  # the subjects that clients know it by, where they know different ones
    form: str | None = None  # the site whose form wrote the post for its author
    invitation: Invitation | None = None  # that came with the post
    flags: frozenset[str] = frozenset()  # of the post: see domain.flag
    earlier: tuple[Earlier, ...] = ()  # oldest first: the first post and the newest before this one
    posed: tuple[Posed, ...] = ()
    numbers_of_others: tuple[int, ...] = ()  # that the post answers, and its author was not asked
    moves: Mapping[int, Move] = field(
        default_factory=dict
    )  # whose move a client reads, where not all of them heard the same
    tasks: tuple[TaskLine, ...] = ()
    attachments: tuple[tuple[str, int], ...] = ()
    notes: int = 0  # internal posts of the discussion
    others_wait: bool = False  # letters to members about posts of the discussion
    inside_tasks: int = 0  # that were left out of `tasks`
    missing: MissingLetter | None = (
        None  # the letter that the post answers, and that never came here
    )

    @property
    def internal(self) -> bool:
        """Whether it is for the team alone."""
        return self.discussion.internal or (self.post is not None and self.post.internal)

    @property
    def clients(self) -> tuple[Person, ...]:
        """Who takes part, was let in, and is not of the team."""
        admitted = (part.person for part in self.participants if part.admitted)
        return tuple(person for person in admitted if not person.role.is_team)

    def as_seen_outside(self) -> "Occasion":
        """Without internal questions and tasks; of internal posts only the ids, for threading."""
        return replace(
            self,
            posed=tuple(one for one in self.posed if not one.inside),
            tasks=tuple(task for task in self.tasks if not task.inside),
            inside_tasks=sum(task.inside for task in self.tasks),
        )

    @property
    def bulk(self) -> bool:
        """Whether the post is a newsletter, or mail of a list: nobody waits for an answer to it."""
        return self.post is not None and self.post.kind == Kind.LIST

    def move_for(self, reader: Person) -> Move:
        """Whose move it is, as this reader knows it."""
        return self.moves.get(reader.id, self.discussion.whose_move)

    def may_be_quoted(self, heard: frozenset[int] | None) -> bool:
        """Whether what these clients heard may stand in a letter to the team: its answer may quote
        it to all whom it reaches. What is inside stays inside, and may show everything.
        """
        return self.internal or heard is None or self.audience.heard <= heard

    @property
    def by_team(self) -> bool:
        """Whether the author speaks for the team, which takes proof."""
        proven = self.post is None or self.post.verified == "verified"
        return proven and self.author is not None and self.author.role.is_team


class Skip(StrEnum):
    """Why a person gets no letter."""

    AUTHOR = "author"
    HAD_IT = "had-it"  # was in To or Cc of the same mail
    MUTED = "muted"
    NOT_ADMITTED = "not-admitted"  # a newcomer who waits to be let in
    UNREACHABLE = "unreachable"
    INTERNAL = "internal"  # a client, and the post stays inside
    UNPROVEN = "unproven"  # a client, and nobody knows whether the author is who they say
    BULK = "bulk"  # a client, and the post is bulk mail
    OWN_ADDRESS = "own-address"  # one of ours: writing there would start a loop
    NO_ADDRESS = "no-address"
    NOT_MEANT = "not-meant"  # a client, and the post is not for them
    ROBOT = "robot"  # nobody reads there
    BLOCKED = "blocked"  # mail from there is not taken, and none goes there
    LEVEL = "level"  # a member who wants to hear less of this project, or discussion
    MORNING = "morning"  # a client who hears of it in their morning letter
    SAME_ADDRESS = "same-address"  # somebody else is written to there about this


@dataclass(frozen=True, slots=True)
class Reader:
    """Who gets a letter, which one, and why (the word of X-Mailbridge-Reason)."""

    person: Person
    letter: str  # client, team, task
    why: str  # participant, assignee, mention, follower, member, admin


@dataclass(frozen=True, slots=True)
class Readers:
    told: tuple[Reader, ...]
    skipped: tuple[tuple[Person, Skip], ...]
