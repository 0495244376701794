"""Rows of the inbox, and what one act on several discussions did."""

from typing import Literal

from pydantic import Field

from mailbridge.doors.json_objects.values import Id, JsonModel, Moment


class InboxRow(JsonModel):
    id: Id
    project: str
    subject: str
    state: Literal["open", "closed"]
    whose_move: Literal["team", "client", "nobody"]
    internal: bool
    updated: Moment
    person: str = Field(description="the client who wrote last, or takes part")
    company: str = Field(description="the domain of their address; empty where it says nothing")
    said: str = Field(description="the beginning of the last words")
    said_by: str
    said_at: Moment | None
    questions: int = Field(description="to the team, open")
    assignee: str = Field(description="who of the team looks after it; empty: nobody")
    answer_by: Moment | None = Field(description="until then the client was promised an answer")
    unread: bool
    muted: bool
    trouble: list[str] = Field(description="undelivered, held, unreachable, unproven")


class InboxCounts(JsonModel):
    """How many discussions each list holds."""

    ours: int
    waiting: int
    close: int
    unassigned: int
    mine: int
    new: int = Field(description="since the caller was here; counted up to 100")
    all: int


class Done(JsonModel):
    act: str
    ids: list[Id] = Field(description="those that it changed")
    to: str
