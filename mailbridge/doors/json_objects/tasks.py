"""Tasks."""

from typing import Literal

from mailbridge.doors.json_objects.values import Id, JsonModel, Moment


class Task(JsonModel):
    id: Id
    title: str
    state: Literal["open", "in_progress", "waiting", "done"]
    assignee: str | None
    due: Moment | None
    project: str
    discussion_id: Id | None
    post_id: Id | None
