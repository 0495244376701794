"""What a member has to do today."""

from mailbridge.doors.json_objects.values import Id, JsonModel, Moment


class Line(JsonModel):
    project: str
    title: str
    discussion_id: Id
    since: Moment | None
    until: Moment | None
    post_id: Id | None
    task_id: Id | None
    mine: bool


class Day(JsonModel):
    answer: list[Line]
    late: list[Line]
    today: list[Line]
    week: list[Line]
    asked: list[Line]
    to_close: list[Line]
    waiting: list[Line]
