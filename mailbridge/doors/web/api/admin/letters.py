"""The API's part about how letters look."""

from typing import Annotated, Literal

from fastapi import Path
from pydantic import Field

from mailbridge.doors.json_objects.letters.letter_preview import TemplateFile
from mailbridge.doors.web.api.callers import Admin
from mailbridge.doors.web.api.conventions.paging import Paged
from mailbridge.doors.web.api.given import Given, OfProject
from mailbridge.services.telling.samples import own_letters

Name = Annotated[str, Path(max_length=100, description="of a letter")]
File = Literal["subject.txt", "body.txt", "body.html"]


class GivenTemplate(Given):
    file: File
    text: Annotated[str, Field(max_length=own_letters.LONGEST)]


async def letter_templates(
    by: Admin, name: Name, page: Paged, project: OfProject = None
) -> list[TemplateFile]:
    """The templates that make a letter, in all projects or in one."""
    parts = await own_letters.show_templates(by.container, name, project or "")
    return [TemplateFile.of(part) for part in page.part(parts, lambda part: part.file)]


async def write_template(
    by: Admin, name: Name, given: GivenTemplate, project: OfProject = None
) -> list[TemplateFile]:
    """Have a letter made by this template, once it makes it in every language."""
    await own_letters.keep_template(
        by.container, name, given.file, given.text, project or "", by.person
    )
    parts = await own_letters.show_templates(by.container, name, project or "")
    return [TemplateFile.of(part) for part in parts]


async def forget_template(by: Admin, name: Name, file: File, project: OfProject = None) -> None:
    """What was there before counts again."""
    await own_letters.forget_template(by.container, name, file, project or "", by.person)
