"""Help in the language of the terminal.

Docstrings of commands and the help of their options are sentences of the catalogues. Names of
commands, options and arguments stay as they are.
"""

import sys
from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import typer
from typer._click import exceptions
from typer.core import TyperCommand, TyperGroup

from mailbridge.doors.cli.frame.terminal import say
from mailbridge.doors.cli.frame.usage_faults import (
    allowed_values,
    argument_name,
    bounds,
    no_command,
    usage_fault,
)

Row = tuple[str, str]
Work = TypeVar("Work", bound=Callable[..., Any])


def help_sentence(text: str | None) -> str:
    """A docstring or help text as the catalogues name it: on one line."""
    return " ".join((text or "").split())


class Spoken:
    """How a command writes its help. Mixed into typer's classes, before them."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """One line: the command's name and what may follow it."""
        words = [say("[OPTIONS]"), *map(_in_usage, _arguments(ctx))]
        words += [say("COMMAND [ARGS]...")] if isinstance(ctx.command, TyperGroup) else []
        formatter.write_usage(ctx.command_path, " ".join(words), say("Usage:") + " ")

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        """What the command does."""
        if ctx.command.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(say(help_sentence(ctx.command.help)))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments, options and commands, each with what it means."""
        arguments = [(argument_name(argument), _about(argument)) for argument in _arguments(ctx)]
        _write_rows(formatter, say("Arguments"), arguments)
        _write_rows(formatter, say("Options"), _options(ctx))
        _write_rows(formatter, say("Commands"), _commands(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """All of it, plain: typer would write it with rich."""
        self.format_usage(ctx, formatter)
        self.format_help_text(ctx, formatter)
        self.format_options(ctx, formatter)


class SpokenCommand(Spoken, TyperCommand):
    """A command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As typer does; of words that no argument takes it speaks in our language."""
        try:
            return super().parse_args(ctx, args)
        except exceptions.UsageError as fault:
            if type(fault) is not exceptions.UsageError:
                raise
            raise exceptions.UsageError(
                say("There are more words than the command takes."), ctx
            ) from None


class SpokenGroup(Spoken, TyperGroup):
    """A group of commands."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """As typer does; of a command that there is not it speaks in our language."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            raise exceptions.UsageError(no_command(args[0], self.commands), ctx)
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run it, tell wrong usage in our language, and exit."""
        run = partial(super().main, args, prog_name, complete_var, False, windows_expand_args)
        if not standalone_mode:
            return run(**extra)
        try:
            code = run(**extra)
        except exceptions.UsageError as fault:
            print(usage_fault(fault), file=sys.stderr)
            code = fault.exit_code
        except typer.Abort:
            print(say("Nothing was done."), file=sys.stderr)
            code = 1
        sys.exit(code)


class Commands(typer.Typer):
    """A group that commands are hung on."""

    def __init__(self, **settings: Any) -> None:
        help_names = {"help_option_names": ["-h", "--help"]}
        fixed = {"add_completion": False, "rich_markup_mode": None, "context_settings": help_names}
        super().__init__(**{"cls": SpokenGroup, "no_args_is_help": True, **fixed, **settings})

    def command(self, *args: Any, **settings: Any) -> Callable[[Work], Work]:
        """A decorator that hangs a command on the group."""
        return super().command(*args, **{"cls": SpokenCommand, **settings})


def _write_rows(formatter: Any, heading: str, rows: Sequence[Row]) -> None:
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)


def _arguments(ctx: Any) -> list[Any]:
    return [
        parameter
        for parameter in ctx.command.get_params(ctx)
        if parameter.param_type_name == "argument"
    ]


def _in_usage(argument: Any) -> str:
    name = argument_name(argument)
    return name if argument.required or name.startswith("[") else f"[{name}]"


def _options(ctx: Any) -> list[Row]:
    options = (
        parameter
        for parameter in ctx.command.get_params(ctx)
        if parameter.param_type_name == "option"
    )
    return [(_option(option), _about(option)) for option in options if not option.hidden]


def _option(option: Any) -> str:
    """ "--limit NUMBER"."""
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {_value(option)}"


def _value(option: Any) -> str:
    """What stands for the value of an option."""
    wanted = option.type_descriptor
    if option.metavar or wanted.choices is not None:
        return str(option.metavar or f"[{'|'.join(allowed_values(option))}]")
    if wanted.annotation is int:
        return say("NUMBER")
    return say("PATH") if wanted.annotation is Path else say("TEXT")


def _commands(ctx: Any) -> list[Row]:
    commands = getattr(ctx.command, "commands", {})
    return [
        (name, say(help_sentence(command.help)))
        for name, command in commands.items()
        if not command.hidden
    ]


def _about(parameter: Any) -> str:
    """The help of a parameter, with its default, its bounds, and whether it must be given."""
    notes = [
        *_default(parameter),
        *bounds(parameter),
        *([say("required")] if parameter.required else []),
    ]
    said = say(help_sentence(parameter.help)) if parameter.help else ""
    return f"{said}  [{'; '.join(notes)}]".strip() if notes else said


def _default(parameter: Any) -> list[str]:
    value = parameter.default
    if not parameter.show_default or value in (None, False, "", (), []):
        return []
    return [say("default: {value}", value=value.value if isinstance(value, Enum) else value)]
