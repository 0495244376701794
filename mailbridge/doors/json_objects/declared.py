"""What `mailbridge apply` changes."""

from mailbridge.doors.json_objects.values import JsonModel
from mailbridge.steps.deciding.declared_changes import Change


class DeclaredChange(JsonModel):
    change: str
    name: str
    project: str | None
    values: dict[str, str]
    words: str
    done: bool

    @classmethod
    def told(cls, change: Change, done: bool) -> "DeclaredChange":
        """A change that is made, or would be."""
        return cls(
            change=change.kind,
            name=change.name,
            project=change.project,
            values=dict(change.values),
            words=str(change.words),
            done=done,
        )
