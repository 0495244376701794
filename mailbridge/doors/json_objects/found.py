"""What a search found."""

from typing import Literal

from mailbridge.doors.json_objects.values import Id, JsonModel, Moment
from mailbridge.services.searching.found_views import FoundView
from mailbridge.steps.searching.excerpt import Piece


class Found(JsonModel):
    kind: Literal["discussion", "post", "person", "task", "file"]
    id: Id
    discussion_id: Id | None
    title: str
    excerpt: str
    when: Moment | None
    project: str
    by: str
    internal: bool
    state: str

    @classmethod
    def of(cls, view: object) -> "Found":
        """From the view; its marked pieces become plain text."""
        if not isinstance(view, FoundView):
            raise TypeError(type(view).__name__)
        return cls(
            kind=view.kind,
            id=str(view.id),
            discussion_id=str(view.discussion_id) if view.discussion_id is not None else None,
            title=_plain(view.title),
            excerpt=_plain(view.excerpt),
            when=view.when,
            project=view.project,
            by=view.by,
            internal=view.inside,
            state=view.state,
        )


def _plain(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)
