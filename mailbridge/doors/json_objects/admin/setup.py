"""How far an installation is set up."""

from typing import Any

from pydantic import Field, model_validator

from mailbridge.doors.json_objects.mail import Mail
from mailbridge.doors.json_objects.values import JsonModel, fields_of
from mailbridge.services.setup.steps import Progress


class SetupProgress(JsonModel):
    domain: str
    has_domain: bool = Field(description="one that the world can write to")
    fixed: list[str] = Field(description="settings that stand in a file or the environment")
    exchangers: list[str]
    public_url: str = Field(description="what links in letters begin with")
    has_place: bool = Field(description="it is one that others can open")
    has_relay: bool
    projects: list[str]
    aliases: list[str]
    letter: Mail | None = Field(description="the first that was filed")
    is_done: bool

    @model_validator(mode="before")
    @classmethod
    def _named(cls, view: Any) -> Any:
        if not isinstance(view, Progress):
            return view
        return fields_of(view) | {
            "is_done": view.is_done,
            "fixed": sorted(view.fixed),
            "projects": [project.name for project in view.projects],
            "aliases": [alias.address for alias in view.aliases],
        }
