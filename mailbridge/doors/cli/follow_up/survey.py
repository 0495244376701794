"""`mailbridge survey …`"""

import sys
from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, table
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.doors.json_objects.by_clock.surveys import Asked, Quarter, SurveyAnswer
from mailbridge.services.container import Container
from mailbridge.services.surveys import asking, browse

app = noun("The one question, and its answers.")
OfProject = Annotated[str | None, typer.Option("--project", help="Only of this project.")]


@app.command()
@asks
async def send(
    container: Container,
    project: Annotated[str, typer.Argument(help="The project's name or id.")],
) -> Answer:
    """Ask all clients of a project how likely they are to recommend you; nobody twice within 90
    days.
    """
    asked = [Asked.of(view) for view in await asking.send_survey(container, project)]
    return table(asked, ("person", "name", "why_not"), say("The project has no clients."))


@app.command("list")
@asks
async def list_(
    container: Container,
    project: OfProject = None,
    limit: Annotated[int, typer.Option(help="How many, the newest first.", min=1)] = 100,
    before: Annotated[int | None, typer.Option(help="Older than this id.", min=1)] = None,
    all_: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
) -> Answer:
    """Who was asked, and what they answered."""
    most = None if all_ else limit + 1
    surveys = await browse.list_surveys(container, None, project, most, before)
    if not all_ and len(surveys) > limit:
        surveys = surveys[:limit]
        print(say("There are more: --before {id}, or --all", id=surveys[-1].id), file=sys.stderr)
    answers = [SurveyAnswer.of(view) for view in surveys]
    columns = ("id", "person", "project", "score", "words", "at", "state")
    return table(answers, columns, say("Nobody was asked yet."))


@app.command()
@asks
async def trend(container: Container, project: OfProject = None) -> Answer:
    """The share of those who recommend you less that of those who do not, for each quarter."""
    quarters = [Quarter.of(view) for view in await browse.show_trend(container, None, project)]
    return table(quarters, ("quarter", "answers", "net"), say("Nobody has answered yet."))
