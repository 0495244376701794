"""The one question: who was asked, what they answered, and how that changes."""

from typing import Literal

from pydantic import Field

from mailbridge.doors.json_objects.values import Id, JsonModel, Moment, Sentence


class SurveyAnswer(JsonModel):
    id: Id
    person: str = Field(description="address")
    name: str
    project: str
    score: int | None = Field(description="0 to 10; null: not answered, or without a number")
    words: str
    at: Moment = Field(description="when it was answered, else asked")
    state: Literal["asked", "answered", "refused"]


class Asked(JsonModel):
    person: str = Field(description="address")
    name: str
    why_not: Sentence = Field(description="why they were not asked; empty: they were")


class Quarter(JsonModel):
    quarter: str = Field(description="such as 2026-Q4")
    answers: int
    net: int = Field(description="the share of 9 and 10 less that of 0 to 6, in per cent")
