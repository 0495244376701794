"""Dispositions and named reasons: the one table that owns every SMTP reply (RFC 5321, RFC 3463)."""

from enum import StrEnum

from mailbridge.values import dataclass


class Disposition(StrEnum):
    ACCEPT = "accept"
    HOLD = "hold"  # a person decides
    REJECT = "reject"  # only before 250
    DISCARD = "discard"


class Reason(StrEnum):
    FILED = "filed"
    DUPLICATE = "duplicate"
    NOTED = "noted"  # a machine's mail, kept as an event of its discussion
    REACTION = "reaction"  # a sign, shown at the post it answers
    UNKNOWN_RECIPIENT = "unknown-recipient"
    RELAY_DENIED = "relay-denied"
    BAD_TOKEN = "bad-token"  # noqa: S105 - a reason's name, not a secret
    POSTMASTER = "postmaster"
    OWN_MAIL = "own-mail"
    LOOP = "loop"
    AUTO_REPLY = "auto-reply"
    BOUNCE = "bounce"
    DELAY = "delay"
    COMPLAINT = "complaint"
    RECEIPT = "receipt"
    CONFIRMATION = "confirmation"
    SURVEY = "survey"  # an answer to the one question
    MORNING = "morning"  # an answer to a morning letter
    ALIAS_TEST = "alias-test"  # our own test of an alias came back
    UNKNOWN_AUTHOR = "unknown-author"
    LEFT_BEHIND = "left-behind"  # a member's answer where they may not read any more
    BLOCKED_AUTHOR = "blocked-author"
    NO_AUTHOR = "no-author"
    NO_PROJECT = "no-project"  # it was routed when it came, and its project is gone now
    TOO_MANY_RECIPIENTS = "too-many-recipients"
    TOO_BIG = "too-big"
    LINE_TOO_LONG = "line-too-long"
    STORE_FAILED = "store-failed"
    DISK_FULL = "disk-full"
    BUSY = "busy"
    TOO_MUCH_MAIL = "too-much-mail"
    DISCARDED_BY_HAND = "discarded-by-hand"
    GAVE_UP = "gave-up"  # filing it failed again and again; an admin decides


@dataclass(frozen=True, slots=True)
class Reply:
    """What the peer is told; its class digit is written once, here."""

    code: int
    status: str  # enhanced status code without its class digit
    words: str

    def __str__(self) -> str:
        return f"{self.code} {self.code // 100}.{self.status} {self.words}"


OK = Reply(250, "0.0", "kept")
RECIPIENT_OK = Reply(250, "1.5", "recipient ok")

REPLIES: dict[Reason, Reply] = {
    Reason.UNKNOWN_RECIPIENT: Reply(550, "1.1", "no such mailbox here"),
    Reason.BAD_TOKEN: Reply(550, "1.1", "no such mailbox here"),
    Reason.RELAY_DENIED: Reply(550, "7.1", "this server does not relay"),
    Reason.UNKNOWN_AUTHOR: Reply(550, "7.1", "this mailbox takes mail from known authors only"),
    Reason.BLOCKED_AUTHOR: Reply(550, "7.1", "this mailbox does not take your mail"),
    Reason.LOOP: Reply(554, "4.6", "too many hops"),
    Reason.TOO_MANY_RECIPIENTS: Reply(
        452, "5.3", "too many recipients, send the rest in another transaction"
    ),
    Reason.TOO_BIG: Reply(552, "3.4", "message too big"),
    Reason.LINE_TOO_LONG: Reply(554, "6.0", "line too long"),
    Reason.STORE_FAILED: Reply(451, "3.0", "cannot keep mail just now, try again later"),
    Reason.DISK_FULL: Reply(452, "3.1", "not enough room just now, try again later"),
    Reason.BUSY: Reply(421, "3.2", "too busy just now, try again later"),
    Reason.TOO_MUCH_MAIL: Reply(451, "7.1", "too much mail just now, try again later"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A stop on the path: what becomes of the message, and why. `note` is for our own people
    only.
    """

    disposition: Disposition
    reason: Reason
    note: str = ""

    @property
    def reply(self) -> Reply:
        """What a door answers with it."""
        return REPLIES[self.reason] if self.disposition is Disposition.REJECT else OK
