"""The section of how long anything is kept."""

from typing import Literal

from pydantic import Field

from mailbridge.settings.sections import Section


class Retention(Section):
    """How long anything is kept."""

    days: int = Field(
        0,
        description="discussions to which nothing was added for so many days are deleted, with "
        "their mail and letters; a project can say otherwise; 0 keeps everything",
        ge=0,
        le=36500,
    )
    erased_mail: Literal["rewrite", "drop"] = Field(
        "rewrite",
        description="others' mail that names a person who is erased: rewrite takes their addresses "
        "out of it, drop deletes it",
    )
