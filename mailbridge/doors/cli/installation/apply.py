"""`mailbridge apply`: what files declare becomes so."""

from pathlib import Path
from typing import Annotated

import typer

from mailbridge.bootstrap import BadSettings
from mailbridge.bootstrap.declarations import declarations
from mailbridge.doors.cli.frame.answers import Answer
from mailbridge.doors.cli.frame.asking import AsJson, Config, complaint, run, settings_of, show
from mailbridge.doors.cli.frame.opening import opened_here
from mailbridge.doors.cli.frame.terminal import say, say_number, tell
from mailbridge.doors.json_objects.declared import DeclaredChange
from mailbridge.services.declaring.apply import (
    CannotBeDeclared,
    apply_declarations,
    plan_changes,
)
from mailbridge.steps.deciding.declared_changes import Change, Declarations
from mailbridge.steps.deciding.declared_renames import hints


def apply(
    context: typer.Context,
    plan: Annotated[bool, typer.Option("--plan", help="Say what would change, and stop.")] = False,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Make what the configuration file and projects.d beside it declare: projects, aliases, people
    and policies. The plan is printed first; the second time there is nothing to do.
    """
    settings = settings_of(context, config)
    wanted = declared(config or context.find_root().obj)

    async def make_so() -> None:
        async with opened_here(settings) as container:
            planned = await plan_changes(container, wanted)
            if not as_json:
                show(_lines(planned), as_json=False)  # before anything is done
            if not plan:
                planned = await apply_declarations(container, wanted)
            show(_outcome(planned, only=plan), as_json)

    try:
        run(make_so())
    except CannotBeDeclared as fault:
        raise complaint(*fault.lines) from None


def declared(config: Path | None) -> Declarations:
    """What the files say; a mistake is told and ends the command."""
    try:
        return declarations(config)
    except BadSettings as fault:
        raise complaint(*fault.lines) from None


def _lines(planned: list[Change]) -> Answer:
    lines = [*(change.words for change in planned), *hints(planned)]
    return Answer([], lambda: "".join(f"{tell(line)}\n" for line in lines))


def _outcome(planned: list[Change], only: bool) -> Answer:
    objects = [DeclaredChange.told(change, done=not only) for change in planned]
    return Answer(objects, lambda: f"{_sum(len(planned), only)}\n")


def _sum(count: int, only: bool) -> str:
    if not count:
        return say("Nothing to do: all that is declared is so.")
    if only:
        return say_number(
            "{number} change is to be made.", "{number} changes are to be made.", count
        )
    return say_number("{number} change is made.", "{number} changes are made.", count)


app = apply
