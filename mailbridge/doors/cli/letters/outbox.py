"""`mailbridge outbox …`"""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, said, table
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.paging import Before, Every, Limit, asked_for, first_page
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.doors.json_objects.outbox import Letter
from mailbridge.services.container import Container
from mailbridge.services.telling import outbox

app = noun("Letters owed, with attempts and the far side's words.")


class State(StrEnum):
    QUEUED = "queued"
    HELD = "held"
    SENT = "sent"
    DEFERRED = "deferred"
    BOUNCED = "bounced"
    FAILED = "failed"


Number = Annotated[int, typer.Argument(metavar="ID")]


@app.command("list")
@asks
async def list_(
    container: Container,
    state: Annotated[State | None, typer.Option(help="Only those in this state.")] = None,
    limit: Limit = 100,
    before: Before = None,
    every: Every = False,
) -> Answer:
    """Letters, newest first."""
    most = asked_for(limit, every)
    letters = await outbox.list_letters(container, None, state, most, before)
    return table(
        [Letter.of(letter) for letter in first_page(letters, limit, every)],
        ("id", "letter", "to", "subject", "state", "attempts", "last_reply"),
        say("No letters yet."),
    )


@app.command()
@asks
async def show(container: Container, number: Number) -> Answer:
    """The letter as it goes out, whole."""
    sys.stdout.buffer.write(await outbox.render_letter(container, number))
    return Answer([], str)


@app.command()
@asks
async def retry(container: Container, number: Number) -> Answer:
    """Try a letter again that was given up or waits."""
    await outbox.retry_letter(container, number)
    return said(
        {"id": str(number), "state": "queued"},
        say("Letter {number} will be tried again.", number=number),
    )
