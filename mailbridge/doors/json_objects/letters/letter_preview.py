"""A letter with sample facts."""

from typing import Literal

from pydantic import Field

from mailbridge.doors.json_objects.values import JsonModel


class LetterPreview(JsonModel):
    name: str
    case: str = Field(description="which of its samples it is")
    role: str = Field(description="of its reader")
    language: str
    project: str
    subject: str
    preheader: str
    text: str
    html: str


class TemplateFile(JsonModel):
    """A part of a letter, as it counts now."""

    file: Literal["subject.txt", "body.txt", "body.html"]
    text: str
    whose: Literal["project", "installation", "ours"]
    ours: str
