"""`mailbridge letter …`"""

from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.terminal import say, words
from mailbridge.doors.json_objects.letters.letter_preview import LetterPreview
from mailbridge.services.container import Container
from mailbridge.services.telling.samples import preview

app = noun("How letters look.")


@app.command("list")
@asks
async def list_(container: Container) -> Answer:
    """The names of all letters."""
    return Answer(
        [{"name": name} for name in preview.NAMES], lambda: "\n".join(preview.NAMES) + "\n"
    )


@app.command("preview")
@asks
async def show(
    container: Container,
    name: Annotated[str, typer.Argument(help="Such as client, team, task or nudge.")],
    role: Annotated[
        str | None, typer.Option(help="Of its reader: client, member or admin.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="The language of the letter; else the terminal's.")
    ] = None,
    project: Annotated[
        str | None, typer.Option(help="By the templates of this project.", metavar="PROJECT")
    ] = None,
    html: Annotated[bool, typer.Option("--html", help="Its HTML instead of its text.")] = False,
) -> Answer:
    """A letter with sample facts, as your templates make it; nothing is sent."""
    spoken = language or words().language
    made = await preview.preview_letter(container, name, role, spoken, project)
    head = say("Subject: {subject}", subject=made.subject)
    seen = say("Preview: {words}", words=made.preheader)
    text = made.html if html else f"{head}\n{seen}\n\n{made.text}"
    return Answer([LetterPreview.of(made)], lambda: text)
