"""What every command does around its own work: read settings, open the container, print the answer,
tell faults in one line.
"""

import asyncio
import inspect
import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from mailbridge import log_lines
from mailbridge.bootstrap import BadSettings, CannotStart, Settings, load
from mailbridge.doors.cli.frame.answers import Answer
from mailbridge.doors.cli.frame.opening import opened_here
from mailbridge.doors.cli.frame.spoken import Commands
from mailbridge.doors.cli.frame.terminal import tell, words
from mailbridge.services.container import Container
from mailbridge.services.refusal import Refused
from mailbridge.services.running import wakeup

Config = Annotated[
    Path | None, typer.Option("--config", help="The TOML file of settings.", metavar="FILE")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object per line.")]
Ask = Callable[[Container], Awaitable[Answer]]


def noun(words: str) -> Commands:
    """The group that a noun's commands are hung on."""
    return Commands(help=words)


def asks(work: Callable[..., Awaitable[Answer]]) -> Callable[..., None]:
    """Make a command of `async def work(container, …) -> Answer`: it gains --config and --json."""

    def command(context: typer.Context, config: Path | None, as_json: bool, **given: Any) -> None:
        settings = settings_of(context, config)
        answer: Answer = run(_with_container(settings, lambda container: work(container, **given)))
        show(answer, as_json)
        if answer.code:
            raise typer.Exit(answer.code)

    return _signed(command, work, dropped="container")


def plain(work: Callable[..., Any]) -> Callable[..., None]:
    """Make a command of `def work(settings, …) -> Answer | None`, which opens no container or one
    of its own: it gains --config and --json, as with `asks`.
    """

    def command(context: typer.Context, config: Path | None, as_json: bool, **given: Any) -> None:
        settings = settings_of(context, config)
        with told_in_one_line():
            answer = work(settings, **given)
        show(answer, as_json) if answer is not None else None

    return _signed(command, work, dropped="settings")


def _signed(
    command: Callable[..., None], work: Callable[..., Any], dropped: str
) -> Callable[..., None]:
    own = [
        parameter
        for name, parameter in inspect.signature(work).parameters.items()
        if name != dropped
    ]
    keyword = inspect.Parameter.KEYWORD_ONLY
    added = [
        inspect.Parameter("context", keyword, annotation=typer.Context),
        inspect.Parameter("config", keyword, annotation=Config, default=None),
        inspect.Parameter("as_json", keyword, annotation=AsJson, default=False),
    ]
    every = [parameter.replace(kind=keyword) for parameter in own] + added
    command.__signature__ = inspect.Signature(every)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in every}
    command.__name__, command.__doc__ = work.__name__, work.__doc__
    return command


def settings_of(context: typer.Context, config: Path | None) -> Settings:
    """From --config of the command, or else of the root. Only warnings are logged: a command
    answers on standard output.
    """
    log_lines.configure("warning")
    try:
        return load(config or context.find_root().obj)
    except BadSettings as fault:
        raise complaint(*fault.lines) from None


async def _with_container(settings: Settings, ask: Ask) -> Answer:
    async with opened_here(settings) as container:
        wakeup.ring_other_processes(container)
        return await ask(container)


def run(awaitable: Awaitable[Any]) -> Any:
    """Run to the end; faults become one line and exit code 1."""

    async def awaited() -> Any:
        return await awaitable

    with told_in_one_line():
        return asyncio.run(awaited())


class told_in_one_line:  # noqa: N801 - used like a function
    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, fault: BaseException | None, trace: Any) -> None:
        if isinstance(fault, Refused):
            raise complaint(fault.words_at_shell(words())) from None
        if isinstance(fault, CannotStart):
            raise complaint(fault.line) from None
        if isinstance(fault, KeyboardInterrupt):
            raise typer.Exit(130) from None


def complaint(*lines: str) -> typer.Exit:
    """Say it on standard error, sentences in the language of the terminal; raise what this
    returns.
    """
    for line in lines:
        print(f"mailbridge: {tell(line)}", file=sys.stderr)
    return typer.Exit(1)


def show(answer: Answer, as_json: bool) -> None:
    """For people, or one JSON object per line."""
    text = (
        "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in answer.as_json())
        if as_json
        else answer.words()
    )
    _write(text)


def say_line(line: str) -> None:
    """One line of an answer that comes piece by piece."""
    _write(f"{line}\n")


def _write(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
