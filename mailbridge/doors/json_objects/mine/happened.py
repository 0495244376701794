"""What happened, what concerns the caller, and the lists they keep."""

from pydantic import Field

from mailbridge.doors.json_objects.values import Id, JsonModel, Moment
from mailbridge.services.mine.activity import HappeningView
from mailbridge.services.mine.updates import UpdateView


class Happening(JsonModel):
    id: Id
    at: Moment
    kind: str
    actor: str | None
    words: str
    discussion_id: Id
    subject: str
    project: str

    @classmethod
    def of(cls, view: object) -> "Happening":
        """From the view; the sentence is English."""
        if not isinstance(view, HappeningView):
            raise TypeError(type(view).__name__)
        return cls(
            id=str(view.id),
            at=view.event.at,
            kind=view.event.kind,
            actor=view.event.actor,
            words=view.event.english,
            discussion_id=str(view.discussion_id),
            subject=view.subject,
            project=view.project,
        )


class Update(JsonModel):
    discussion_id: Id
    subject: str
    project: str
    reasons: list[str]
    letters: int
    at: Moment

    @classmethod
    def of(cls, view: object) -> "Update":
        """From the view."""
        if not isinstance(view, UpdateView):
            raise TypeError(type(view).__name__)
        return cls(
            discussion_id=str(view.row.id),
            subject=view.row.subject,
            project=view.row.project,
            reasons=list(view.reasons),
            letters=view.letters,
            at=view.at,
        )


class Mark(JsonModel):
    """Up to which letter the caller is done, and was before."""

    discussion_id: Id | None = Field(description="null: with everything")
    at: Id
    before: Id = Field(description="0: with none")


class View(JsonModel):
    id: Id
    name: str
    place: str
