"""What admins see of an alias, as values."""

from datetime import datetime

from mailbridge.domain.alias import AliasTestReport
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class ConfirmationView:
    """A provider's confirmation. Shown to admins alone: whoever has the link can have that mailbox
    forwarded here.
    """

    provider: str
    code: str | None
    link: str
    received: str  # RFC 3339


@dataclass(frozen=True, slots=True)
class TestView:
    id: int
    kind: str  # asked, canary
    state: str  # sent, returned, failed
    started: datetime
    finished: datetime | None
    findings: tuple[str, ...]  # how it came back, or why it did not
    cure: tuple[str, ...]
    words: str  # the far side's own
    cause: str = ""  # why it failed, a name of alias_words.CAUSES
    left: datetime | None = None  # when the relay took it
    reply: str = ""  # the relay's newest
    report: AliasTestReport | None = None  # how it came back


@dataclass(frozen=True, slots=True)
class AliasCard:
    address: str
    project: str
    project_id: int
    state: str
    target: str  # the project address
    provider: str  # who hosts its mail, by its MX: one of PROVIDERS, "ours", or "" for unknown
    changed: datetime
    last_mail: datetime | None
    usual_gap: int | None  # seconds; None: too little mail to say
    armed_until: datetime | None  # None: not armed
    confirmation: ConfirmationView | None
    next_test: datetime | None
    tests: tuple[TestView, ...]  # newest first
    route_field: str  # a header field that a forwarder may add, to be known by
    known: tuple[str, ...]  # sentences
    todo: tuple[str, ...]
