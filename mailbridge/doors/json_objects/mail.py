"""The mail log: messages that came, and what became of them."""

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import Field, model_validator

from mailbridge.domain.message import Hop
from mailbridge.doors.json_objects.values import Id, JsonModel, Moment, Sentence, fields_of
from mailbridge.services.views.mail_models import HeldView, MailView

Disposition = Literal["accept", "hold", "reject", "discard"]


class Mail(JsonModel):
    id: Id
    received: Moment
    reverse_path: str
    forward_path: str
    disposition: Disposition | None = Field(description="null while it waits to be decided")
    reason: str | None
    note: Sentence
    project: str | None
    discussion_id: Id | None
    post_id: Id | None
    task_id: Id | None
    subject: str
    author: str


class MailExplained(Mail):
    """With its trail, which step said what, and who brought it."""

    client: str | None = Field(
        description="IP address of whoever brought it to us or to a mail server of ours"
    )
    helo: str | None
    relayed_by: str | None = Field(description="the mail server of ours that named the client")
    trail: list[str]


class HopTaken(JsonModel):
    """One Received field (RFC 5321 section 4.4); its names are what was written, and unproven."""

    from_: str | None = Field(serialization_alias="from")
    by: str | None
    at: Moment | None
    delay_s: int | None = Field(description="seconds since the hop before")


class MailTraced(MailExplained):
    """With the way it came, oldest hop first."""

    hops: list[HopTaken]


def mail_traced(view: MailView, hops: Sequence[Hop]) -> MailTraced:
    """A message with its trail and the way it came, as one object."""
    return MailTraced.of(fields_of(view) | {"hops": list(map(fields_of, hops))})


class Held(MailExplained):
    """A message that waits for an admin, with enough of it to decide."""

    why: str = Field(description="in words")
    author_name: str
    preview: str
    files: list[str]

    @model_validator(mode="before")
    @classmethod
    def _flat(cls, view: Any) -> Any:
        if not isinstance(view, HeldView):
            return view
        return fields_of(view.mail) | fields_of(view) | {"why": view.why_english}


class Ingested(JsonModel):
    """What `ingest` tells of one message and recipient; `path` and `index` say where it lay."""

    path: str
    index: int
    recipient: str = Field(validation_alias="forward_path")
    disposition: Disposition | None
    reason: str | None
    project: str | None
    discussion_id: Id | None
    post_id: Id | None
    task_id: Id | None
    inbound_id: Id = Field(validation_alias="id")
    trail: list[str]


def ingested(path: str, index: int, view: MailView) -> Ingested:
    """What became of a message that `mailbridge ingest` took in, as one object."""
    return Ingested.of(fields_of(view) | {"path": path, "index": index})
