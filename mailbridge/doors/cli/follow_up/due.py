"""`mailbridge due …`"""

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer

from mailbridge.domain.follow_up.due import DueState
from mailbridge.doors.cli.frame.answers import Answer, table
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.paging import moment_of
from mailbridge.doors.cli.frame.terminal import say, say_number
from mailbridge.doors.json_objects.by_clock.due import Due
from mailbridge.services.container import Container
from mailbridge.services.follow_up import browse, run_due
from mailbridge.services.views.due_models import DueView

app = noun("What will happen by the clock.")


@app.command("list")
@asks
async def list_(
    container: Container,
    until: Annotated[
        datetime | None,
        typer.Option(parser=moment_of, metavar="TIME", help="Only what is due by then."),
    ] = None,
    state: Annotated[
        list[DueState] | None, typer.Option(help="In this state; else what waits or is held.")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many, the soonest first.", min=1)] = 100,
    all_: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
) -> Answer:
    """What will happen, when and why."""
    await run_due.seed(container)
    states = [chosen.value for chosen in state] if state else browse.TO_COME
    most = None if all_ else limit
    listed, more = await browse.list_due(container, None, until, states, most)
    if more:
        words = say_number("{number} more: --all", "{number} more: --all", more)
        print(words, file=sys.stderr)
    return _listed(listed, "why", say("Nothing falls due."))


@app.command()
@asks
async def run(
    container: Container,
    at: Annotated[
        datetime,
        typer.Option(parser=moment_of, metavar="TIME", help="As of this time; it may be to come."),
    ],
) -> Answer:
    """Do what is due as of a time, and say what was done."""
    done = await run_due.run_as_of(container, at)
    return _listed(await browse.views_of(container, done), "said", say("Nothing is due."))


def _listed(views: Sequence[DueView], words: str, empty: str) -> Answer:
    columns = ("id", "what", "for", "at", words, "state", "discussion_id")
    return table([Due.of(view) for view in views], columns, empty)
