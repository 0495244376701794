"""Robots and loops."""

from mailbridge.doors.json_objects.values import Id, JsonModel, Moment


class Robot(JsonModel):
    author: str
    count: int
    newest: Id
    at: Moment
    policy: str


class LoopSeen(JsonModel):
    id: Id
    at: Moment
    author: str
    subject: str
    reason: str


class Circle(JsonModel):
    id: Id
    at: Moment
    subject: str


class Machines(JsonModel):
    robots: list[Robot]
    loops: list[LoopSeen]
    circles: list[Circle]
