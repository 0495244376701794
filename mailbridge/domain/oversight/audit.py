"""What the audit log tells of: who did what, when."""

from datetime import datetime
from enum import StrEnum

from mailbridge.values import dataclass

SERVICE = 0  # the actor of what the service does by itself; none is the operator


class Act(StrEnum):
    """What was done."""

    LET_IN = "let-in"
    DROPPED = "dropped"
    RELEASED = "released"
    SENT = "sent"
    SHARED = "shared"
    HID = "hid"
    MERGED = "merged"
    SPLIT = "split"
    MOVED = "moved"
    TOOK_BACK = "took-back"
    READ_RAW = "read-raw"
    EXPORTED = "exported"
    BACKED_UP = "backed-up"
    RESTORED = "restored"
    ERASED = "erased"
    ADDED = "added"
    IMPORTED = "imported"
    CHANGED = "changed"
    REMOVED = "removed"
    SURVEYED = "surveyed"
    JOINED = "joined"
    LEFT = "left"
    ISSUED_TOKEN = "issued-token"  # noqa: S105 - a word, no secret
    REVOKED_TOKEN = "revoked-token"  # noqa: S105
    ISSUED_LINK = "issued-link"
    ENDED_SESSION = "ended-session"
    ADDED_PASSKEY = "added-passkey"
    REMOVED_PASSKEY = "removed-passkey"
    SET_PASSWORD = "set-password"  # noqa: S105
    REMOVED_PASSWORD = "removed-password"  # noqa: S105


class Matter(StrEnum):
    """What it was done to."""

    POST = "post"
    TASK = "task"
    FILE = "file"
    DISCUSSION = "discussion"
    MESSAGE = "message"
    PERSON = "person"
    PROJECT = "project"
    ALIAS = "alias"
    PEOPLE = "people"  # named by their number
    AUTHOR = "author"
    WEBHOOK = "webhook"
    COMPANY = "company"  # named by a domain of theirs
    INSTALLATION = "installation"  # its settings
    SAFETY_COPY = "safety-copy"  # named by its file


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done. `name` is kept where what it names may be gone later; `detail` tells
    what changed, such as `role: client -> member`, as text or a sentence (see domain.told). Neither
    holds words of a message.
    """

    act: Act
    matter: Matter
    id: int | None = None
    name: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A deed in the log."""

    id: int
    at: datetime
    actor_id: int | None  # None: the operator; SERVICE: nobody, by the clock
    deed: Deed
