"""`mailbridge search`"""

import sys
from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, table
from mailbridge.doors.cli.frame.asking import asks
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
) -> Answer:
    """What was written, files, tasks and people with these words in any form."""
    page = await search.search(container, " ".join(words), project=project, limit=limit)
    for typed in page.wish.not_understood:
        print(say("“{words}” is not understood.", words=typed), file=sys.stderr)
    if page.more:
        print(say("There is more; narrow it down, or raise --limit."), file=sys.stderr)
    if page.unread:
        print(say("Some of what came long ago is not searched yet."), file=sys.stderr)
    return table([Found.of(result) for result in page.results], COLUMNS, say("Nothing is found."))
