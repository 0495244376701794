"""`mailbridge question …`"""

from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, table
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.doors.json_objects.discussions import Question
from mailbridge.services.container import Container
from mailbridge.services.discussions import questions

app = noun("What is asked, and what was answered.")
Place = Annotated[int, typer.Argument(metavar="DISCUSSION")]
Numbers = Annotated[list[int], typer.Argument(metavar="NUMBER...", help="As letters number them.")]
Side = Annotated[
    str | None,
    typer.Option(help="Who is asked, team or client; needed where both have the number."),
]
COLUMNS = ("side", "number", "state", "text", "asked_by", "evidence")


@app.command("list")
@asks
async def list_(container: Container, place: Place) -> Answer:
    """The questions of one discussion, with what became of them."""
    return await _listed(container, place)


@app.command()
@asks
async def answered(
    container: Container, place: Place, numbers: Numbers, side: Side = None
) -> Answer:
    """Mark questions as answered."""
    return await _corrected(container, place, numbers, "answered", side)


@app.command()
@asks
async def withdraw(
    container: Container, place: Place, numbers: Numbers, side: Side = None
) -> Answer:
    """Mark questions as needing no answer any more."""
    return await _corrected(container, place, numbers, "withdrawn", side)


@app.command("open")
@asks
async def open_(container: Container, place: Place, numbers: Numbers, side: Side = None) -> Answer:
    """Mark questions as open again."""
    return await _corrected(container, place, numbers, "open", side)


async def _corrected(
    container: Container, place: int, numbers: list[int], to: str, side: str | None
) -> Answer:
    if side not in (None, "team", "client"):
        raise typer.BadParameter(say("write team or client"), param_hint="--side")
    await questions.correct_questions(container, None, place, numbers, to, side)
    return await _listed(container, place)


async def _listed(container: Container, place: int) -> Answer:
    listed = [
        Question.of(question) for question in await questions.list_questions(container, place)
    ]
    return table(listed, COLUMNS, say("No questions."))
