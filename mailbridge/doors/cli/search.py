"""`mailbridge search`"""

import sys
from datetime import datetime
from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, table
from mailbridge.doors.cli.frame.asking import asks
from mailbridge.doors.cli.frame.paging import moment_of
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.doors.json_objects.found import Found
from mailbridge.services.container import Container
from mailbridge.services.searching import search

COLUMNS = ("kind", "id", "discussion_id", "title", "excerpt", "when")


@asks
async def app(
    container: Container,
    words: Annotated[
        list[str],
        typer.Argument(help="Words, and filters such as is:ours from:maria has:file task:open."),
    ],
    project: Annotated[str | None, typer.Option(help="Only of this project.")] = None,
    limit: Annotated[int, typer.Option(help="How many, the best first.", min=1, max=500)] = 100,
    newest: Annotated[bool, typer.Option("--newest", help="The newest first.")] = False,
    before: Annotated[
        datetime | None,
        typer.Option(
            parser=moment_of, metavar="TIME", help="The newest first, nothing as new as that."
        ),
    ] = None,
) -> Answer:
    """What was written, files, tasks and people with these words in any form."""
    order = "newest" if newest or before is not None else "best"
    typed = " ".join(words)
    page = await search.search(container, typed, None, project, order, limit, before)
    for typed in page.wish.not_understood:
        print(say("“{words}” is not understood.", words=typed), file=sys.stderr)
    if page.more:
        print(_going_on(page.results[-1].when if order == "newest" else None), file=sys.stderr)
    if page.unread:
        print(say("Some of what came long ago is not searched yet."), file=sys.stderr)
    return table([Found.of(result) for result in page.results], COLUMNS, say("Nothing is found."))


def _going_on(last: datetime | None) -> str:
    """What to say of a list that is not all."""
    if last is None:
        return say("There is more; narrow it down, raise --limit, or go through it by --newest.")
    return say("There is more: --before {time} goes on.", time=f"{last:%Y-%m-%dT%H:%M:%S.%fZ}")
