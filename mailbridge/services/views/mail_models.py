"""What lists and pages show of the mail log, of mail that waits, and of the outbox."""

from datetime import datetime

from mailbridge.steps.telling.words.catalogue import ENGLISH
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class MailView:
    id: int
    received: datetime
    reverse_path: str
    forward_path: str
    disposition: str | None  # None: still queued
    reason: str | None
    note: str
    project: str | None
    project_id: int | None
    discussion_id: int | None
    post_id: int | None
    task_id: int | None
    subject: str
    author: str
    trail: tuple[str, ...]
    has_raw: bool = True
    client: str | None = None  # IP address of whoever brought it to us or to a mail server of ours
    helo: str | None = None
    relayed_by: str | None = None  # the mail server of ours that named the client


@dataclass(frozen=True, slots=True)
class OutboxView:
    id: int
    letter: str
    to: str
    subject: str
    state: str
    attempts: int
    last_reply: str
    report: str | None  # late, doubted: what others say of it since it was sent
    discussion_id: int | None
    created: datetime
    run_at: datetime | None
    project_id: int | None


@dataclass(frozen=True, slots=True)
class HeldView:
    """A message that waits for a person to decide, with enough of it to do so."""

    mail: MailView
    author_name: str
    preview: str  # the beginning of what was written, plain text
    files: tuple[str, ...]

    @property
    def id(self) -> int:
        """The message's."""
        return self.mail.id

    @property
    def why_english(self) -> str:
        """Why it waits, in English, for programs."""
        from mailbridge.steps.telling.words.reason_words import reason_words

        return reason_words(self.mail.reason, ENGLISH)
