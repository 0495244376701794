"""What would become of a message."""

from typing import Any, Literal

from pydantic import Field, model_validator

from mailbridge.doors.json_objects.mail import Disposition, HopTaken
from mailbridge.doors.json_objects.values import JsonModel, fields_of
from mailbridge.services.lab.trial import Destination, Trial


class ForeseenLetter(JsonModel):
    letter: str = Field(description="its kind")
    to: str
    subject: str
    text: str
    html: str


class ForeseenAt(JsonModel):
    """At one of its recipients."""

    recipient: str
    disposition: Disposition
    reason: str
    project: str | None
    discussion: str = Field(description="the subject of the one it would join, or open")
    is_new: bool
    verified: Literal["verified", "unverified", "failed", ""]
    trail: list[str]
    letters: list[ForeseenLetter]

    @model_validator(mode="before")
    @classmethod
    def _flat(cls, view: Any) -> Any:
        if not isinstance(view, Destination):
            return view
        verdict = view.refused or view.mail
        return fields_of(view) | {
            "recipient": view.forward_path,
            "disposition": verdict.disposition if verdict is not None else "hold",
            "reason": verdict.reason if verdict is not None else "",
            "project": view.mail.project if view.mail is not None else None,
            "trail": list(view.mail.trail) if view.mail is not None else [],
        }


class Tried(JsonModel):
    """A message that was tried out; nothing of it is kept."""

    kind: str
    because: str
    author: str
    subject: str
    reply: str
    quoted: str
    signature: str
    questions: list[str]
    hops: list[HopTaken]
    destinations: list[ForeseenAt]


def tried(trial: Trial) -> Tried:
    """A trial as one object."""
    reading = trial.reading
    message, parts = reading.message, reading.trimmed
    return Tried(
        kind=reading.kind.value,
        because=reading.evidence,
        author=message.author.address if message.author else "",
        subject=message.subject,
        reply=parts.reply,
        quoted=parts.quoted,
        signature=parts.signature,
        questions=list(reading.questions),
        hops=[HopTaken.of(hop) for hop in message.hops],
        destinations=[ForeseenAt.of(place) for place in trial.destinations],
    )
