"""A post as it is kept: each field is the column of posts of the same name."""

from datetime import datetime

from mailbridge.domain.discussion import Channel
from mailbridge.domain.flag import Flag
from mailbridge.domain.message import Cut, Invitation, Kind
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """What only the channel of a post knows: where it came from, and why it stands where it
    stands.
    """

    verified: str = "unverified"  # verified, unverified, failed
    verified_why: str = ""
    why: str = ""
    subject: str = ""
    inbound_id: int | None = None
    released: bool = True  # False: unproven words, for the team alone
    digest: str | None = None  # of what the author wrote and attached, without trace fields
    written: datetime | None = None  # what the Date field says
    quoted: str = ""
    signature: str = ""
    safe_html: str | None = None
    cuts: tuple[Cut, ...] = ()
    runner_up: int | None = None  # a discussion it may belong to as well
    in_reply_to: str | None = None  # the message it answers, as far as it says
    alias: str | None = None  # the alias it was written to
    answer_to: str | None = None  # where its author wants answers
    flags: tuple[Flag, ...] = ()
    via: tuple[str, ...] = ()  # other installations whose words these are; none takes them for news
    form: str | None = None  # the site whose form wrote it
    invitation: Invitation | None = None  # that came with it


NOTHING_KNOWN = Source()


@dataclass(frozen=True, slots=True)
class FiledPost:
    """A post about to be kept. `source` is no column: its fields are."""

    discussion_id: int
    project_id: int
    author_id: int
    channel: Channel
    created: datetime
    text: str
    reply: str  # what the author wrote now, without commands
    internal: bool = False
    held: tuple[str, ...] = ()  # its words that stand inside: it waits for a person
    message_id: str | None = None
    kind: Kind = Kind.HUMAN
    audience_reason: str = "before"  # see domain.audience
    source: Source = NOTHING_KNOWN
