"""A message on its way in: what the door saw, what the message says, what the steps found."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from mailbridge.domain.address import OwnAddress
from mailbridge.domain.alias import Alias, AliasTest
from mailbridge.domain.discussion import Discussion, MissingLetter, Question
from mailbridge.domain.flag import Flag, Rule
from mailbridge.domain.letter import OwnSentences, SentLetter
from mailbridge.domain.message import Reading
from mailbridge.domain.project import Participant, Person, Project
from mailbridge.domain.proof import Evidence
from mailbridge.domain.told import Told
from mailbridge.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Envelope:
    """One forward-path of a mail transaction (RFC 5321 section 2.3.1)."""

    reverse_path: str  # "" is the null reverse-path
    forward_path: str
    # IP address of whoever brought the mail to us or to a mail server of ours
    client: str | None = None
    helo: str | None = None
    door: str = "smtp"  # smtp, lmtp, ingest
    # IP address (or "unix") of the mail server of ours that named the client by XFORWARD
    relayed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """Where the forward-path leads."""

    project: Project | None  # None: the postmaster, or a return path
    own: OwnAddress | None = None
    alias: Alias | None = None
    detail: str = ""
    postmaster: bool = False


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote it: a known person, or an address nobody knows yet."""

    address: str
    name: str
    person: Person | None
    member_of_project: bool = False
    verified: str = "unverified"  # verified, unverified, failed
    why: str = ""
    flags: tuple[Flag, ...] = ()
    form: str | None = None  # the site whose form wrote for this author

    @property
    def is_team(self) -> bool:
        """Whether the author is a member and that is proven: a member's powers come only with
        proof.
        """
        return self.person is not None and self.person.role.is_team and self.verified == "verified"

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody else may have written it: its From says too much, or a form wrote it."""
        return bool(self.flags) or self.form is not None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the post goes: a discussion that exists, or a new one (None); with the rule that chose
    it.
    """

    discussion_id: int | None
    rule: Rule
    evidence: str = ""
    runner_up: int | None = None  # a discussion it may belong to
    newcomer: bool = False  # wrote with ids only a reader of the letters can know
    flags: tuple[Flag, ...] = ()
    internal: bool = False  # the reply address was an internal one


@dataclass(frozen=True, slots=True)
class Seen:
    """A discussion that a msg-id was seen in."""

    message_id: str
    discussion_id: int
    by_us: bool  # the id of one of our letters or posts, not merely one that somebody referred to


@dataclass(frozen=True, slots=True)
class FormSigns:
    """What the store knows of a From with a Reply-To of somebody else."""

    declared: bool = False  # an admin said that it is a form
    writes_for: int = 0  # for how many others it has written before
    visitor_is_team: bool = False  # Reply-To is a member: their own letter, sent by a program


@dataclass(frozen=True, slots=True)
class Facts:
    """What the store knows and the steps need. Each step's needs are fetched just before it is
    asked.
    """

    now: datetime
    own_domains: frozenset[str] = frozenset()
    instance: str = ""
    max_hops: int = 50  # Received fields
    own_letter: bool = False  # its Message-ID is that of a letter of ours
    own_words: tuple[str, ...] = ()  # what letters of ours said that its X-Mailbridge-Via names
    accepted: bool = False  # an admin has looked at it and wants it filed
    accepted_into: Project | None = None  # where, when the admin said so
    evidence: Evidence | None = None  # what was found out about its origin
    groups: frozenset[str] = (
        frozenset()
    )  # aliases that may be groups which rewrite From; asked only when it looks so
    form: FormSigns | None = None  # of a letter whose Reply-To names somebody else
    own: OwnAddress | None = None  # what the forward-path is in the grammar of our addresses
    project: Project | None = None  # of the forward-path
    alias: Alias | None = None
    reply_person: Person | None = None  # whom the reply address was given to
    reply_discussion: Discussion | None = None
    reply_exposed: bool = False  # that reply address was seen in a letter to others
    person: Person | None = None  # who owns the author's address
    person_in_project: bool = False
    has_unfolded: bool = False  # that person has programs whose letters are shown unfolded
    policy: str | None = None  # allow, hold or block for the author's address or domain
    named: tuple[str, ...] = ()  # the ids of what it answers, see `ids_named`
    seen: tuple[Seen, ...] = ()
    moved_to: Project | None = (
        None  # where the conversation that it goes on with, and its author takes part in, was moved
    )
    candidates: tuple[Discussion, ...] = ()  # same base subject, newest first
    discussions: Mapping[int, Discussion] = field(
        default_factory=dict
    )  # all that are named in the facts, by id
    authors_of: Mapping[int, frozenset[int]] = field(
        default_factory=dict
    )  # discussion -> participants' ids
    colleagues_in: frozenset[int] = (
        frozenset()
    )  # where the author takes no part, but somebody of their own mail domain does
    quoted_in: tuple[int, ...] = ()  # discussions whose posts hold the text it quotes
    quotes_unknown: bool = False  # it quotes at length, and nothing of that was ever written here
    addressed: frozenset[int] = frozenset()  # people it was written to besides us
    other_cases: frozenset[int] = (
        frozenset()
    )  # discussions with another number of the author's ticket system
    missing: MissingLetter | None = None  # the letter it answers, a member's, which never came here
    fills: MissingLetter | None = (
        None  # the letter that was missing somewhere, passed on by a member
    )
    participants: tuple[Participant, ...] = ()  # of the discussion it joins
    questions: tuple[Question, ...] = ()
    answers_internal: bool = (
        False  # it answers an internal note, or the last letter to its author was one
    )
    had_letters: tuple[SentLetter, ...] = ()  # that the author had: here, or of late; newest first
    others_words: tuple[str, ...] = ()  # what clients, and the author, wrote here
    own_sentences: OwnSentences = field(default_factory=OwnSentences)
    test: AliasTest | None = None  # the test of an alias that this letter is
    armed: frozenset[str] = (
        frozenset()
    )  # aliases of the project that a provider's confirmation is awaited for
    original: Person | None = None  # who owns the address of a forwarded letter's author


@dataclass(frozen=True, slots=True)
class Inbound:
    id: int
    envelope: Envelope
    received: datetime
    reading: Reading
    route: Route | None = None
    author: Author | None = None
    forwarder: Author | None = None  # a verified member who passed on the author's letter
    place: Place | None = None
    came_through: str = ""  # the alias that a forwarder took it from
    trail: tuple[str, ...] = ()

    def said(self, step: str, words: str) -> "Inbound":
        """This message with one line more in its trail: what the step said of it."""
        return replace(self, trail=(*self.trail, Told("{step}: {words}", step=step, words=words)))
