"""`mailbridge retention …`"""

from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, table
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.progress import progress
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.doors.json_objects.oversight.retention import Kept
from mailbridge.services.container import Container
from mailbridge.services.oversight.retention import plan_retention, run_retention

app = noun("What is older than projects keep is deleted.")


@app.callback()
def group() -> None:
    """By the service itself, and at once by hand."""


@app.command()
@asks
async def run(
    container: Container,
    plan: Annotated[bool, typer.Option("--plan", help="Only say how much would go.")] = False,
) -> Answer:
    """Delete what is older than its project keeps."""
    if plan:
        views = await plan_retention(container)
    else:
        with progress("discussions", None) as advance:
            views = await run_retention(container, progress=advance)
    return table(
        [Kept.of(view) for view in views],
        ("project", "days", "discussions", "messages"),
        say("Everything is kept: neither retention.days nor a project says otherwise."),
    )
