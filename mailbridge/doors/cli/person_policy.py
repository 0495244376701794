"""`mailbridge person policy`, and `mailbridge person program …`"""

from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, said, table
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.doors.cli.person_address import Address
from mailbridge.doors.json_objects.people import Policy, Program
from mailbridge.services.container import Container
from mailbridge.services.people import author_policy, mail_programs


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


programs = noun("Mail programs whose letters are shown whole, because too much was cut once.")
Named = Annotated[str, typer.Argument(metavar="PROGRAM", help="As `list` names it.")]


@programs.command("list")
@asks
async def list_programs(container: Container, address: Address) -> Answer:
    """The mail programs of a person whose letters are shown whole."""
    names = await mail_programs.list_programs(container, address)
    rows = [Program(person=address, program=name) for name in names]
    return table(rows, ("program",), say("Nothing was cut too much from their letters."))


@programs.command("fold")
@asks
async def fold_program(container: Container, address: Address, program: Named) -> Answer:
    """Fold quotes and signatures of their next letters again."""
    await mail_programs.fold_program(container, address, program)
    row = Program(person=address, program=program)
    return said(row, say("What they write with this mail program is folded again."))


@programs.command("unfold")
@asks
async def unfold_program(container: Container, address: Address, program: Named) -> Answer:
    """Show their next letters whole."""
    await mail_programs.unfold_program(container, address, program)
    row = Program(person=address, program=program)
    return said(row, say("What they write with this mail program is shown whole."))
