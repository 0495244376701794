"""`mailbridge person policy`"""

from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, said, table
from mailbridge.doors.cli.frame.asking import asks
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.doors.json_objects.people import Policy
from mailbridge.services.container import Container
from mailbridge.services.people import author_policy


@asks
async def policy(
    container: Container,
    author: Annotated[
        str | None,
        typer.Argument(
            metavar="ADDRESS|DOMAIN", help="Whose mail; left out: all policies are listed."
        ),
    ] = None,
    choice: Annotated[str, typer.Argument(metavar="allow|hold|block|form|forget")] = "",
    project: Annotated[str | None, typer.Option(help="Only in this project.")] = None,
) -> Answer:
    """Say what becomes of an author's or a whole domain's mail."""
    if author is None:
        policies = [Policy.of(view) for view in await author_policy.list_policies(container)]
        return table(policies, ("author", "policy", "project"), say("Nothing was said of anybody."))
    made = await author_policy.set_policy(container, author, choice, project)
    return said(
        Policy.of(made),
        say("{author}: {policy}.", author=made.author, policy=made.policy)
        if not made.project
        else say(
            "{author}: {policy} in {project}.",
            author=made.author,
            policy=made.policy,
            project=made.project,
        ),
    )
