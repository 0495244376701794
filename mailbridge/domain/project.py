"""Projects and the people in them."""

from dataclasses import field
from datetime import datetime
from enum import StrEnum

from mailbridge.domain.follow_up.calendar import Rhythm
from mailbridge.domain.told import told
from mailbridge.values import dataclass

MORNINGS = ("yes", "no", "only")
ONLY = "only"  # a morning letter in the place of those about single posts
ERASED = "erased person"  # what is left of a name; the catalogues tell it


class Role(StrEnum):
    is_team: bool  # may see internal notes and act

    def __new__(cls, name: str) -> "Role":
        """The role of this name."""
        role = str.__new__(cls, name)
        role._value_, role.is_team = name, name in ("admin", "member")
        return role

    ADMIN = "admin"
    MEMBER = "member"
    CLIENT = "client"
    CLIENT_PLUS = "client+"
    OBSERVER = "observer"

    @property
    def has_web(self) -> bool:
        """Whether this role may sign in: the team, and observers, who read what clients may read
        and write nothing.
        """
        return self.is_team or self is Role.OBSERVER


@dataclass(frozen=True, slots=True)
class Project:
    id: int
    name: str
    key: str  # local-part of the current project address
    language: str = "en"
    team_replies: str = (
        "client"  # where a member's reply without a command goes: "client" or "internal"
    )
    unknown_authors: str = "accept"  # "accept", "hold" or "reject"
    rhythm: Rhythm = field(default_factory=Rhythm)
    retention_days: int | None = None  # None: as the settings say; 0: everything is kept
    has_aliases: bool = True  # mail may come to it by one; False: there is none


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    role: Role
    addresses: tuple[str, ...]  # lower case; the first is written to
    language: str = "en"
    time_zone: str = "UTC"
    staged: bool = False  # made by mail, confirmed by nobody yet
    unreachable: bool = False  # a hard bounce, or many soft ones; cleared by mail from the person
    soft_bounces: int = 0  # in a row
    zone_from: str = ""  # "guessed" from their letters, "set"; "": nobody knows their zone
    away_until: datetime | None = None  # as their automatic answers say
    disabled: bool = False  # has no way in, gets no letter, and their mail is held
    erased: bool = False  # was forgotten: neither name nor address is left
    morning: str = ""  # a client's morning letter: one of MORNINGS; "": as the project has it

    @property
    def address(self) -> str:
        """The address that letters go to; "" without one."""
        return self.addresses[0] if self.addresses else ""

    @property
    def enters_web(self) -> bool:
        """Whether this person may sign in."""
        return self.role.has_web and not self.disabled

    @property
    def called(self) -> str:
        """How letters call them: the name, else what stands before the @."""
        return self.name or self.address.partition("@")[0] or (told(ERASED) if self.erased else "")


class Level(StrEnum):
    """How much a member hears at once of the discussions of a project. Whoever is named, or has a
    task in a discussion, hears of it whatever the level.
    """

    EVERYTHING = "everything"  # that concerns them
    IMPORTANT = "important"  # clients' words that wait for the team
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Participant:
    """A person in a discussion."""

    person: Person
    muted: bool = False
    admitted: bool = True  # False: a newcomer who waits to be let in; told nothing
    aside: bool = False  # a third party whom a member wrote to apart from the clients
    gone: bool = False  # was taken out


@dataclass(frozen=True, slots=True)
class Company:
    """A client: whoever writes from its domains. Somebody named it, or its domain stands for it."""

    name: str  # "" where nobody named it
    domains: tuple[str, ...]  # at least one, in their order
    id: int | None = None  # None: a domain that nobody said anything of

    @property
    def called(self) -> str:
        """As pages name it."""
        return self.name or self.domains[0]

    @property
    def domain(self) -> str:
        """What it is asked for by, at every door."""
        return self.domains[0]
