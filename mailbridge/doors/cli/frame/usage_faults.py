"""Wrong usage of a command in one sentence, in the language of the terminal."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from typer._click import exceptions

from mailbridge.doors.cli.frame.terminal import say


def usage_fault(fault: exceptions.UsageError) -> str:
    """What was wrong, below the usage of the command and where to read more."""
    if isinstance(fault, exceptions.NoArgsIsHelpError):
        return fault.format_message()
    trouble = say("Error: {trouble}", trouble=_trouble(fault))
    if fault.ctx is None:
        return trouble
    more = say("{command} --help says more.", command=fault.ctx.command_path)
    return f"{fault.ctx.get_usage()}\n{more}\n\n{trouble}"


def _trouble(fault: exceptions.UsageError) -> str:
    match fault:
        case exceptions.MissingParameter():
            return say("{name} is missing.", name=_name(fault))
        case exceptions.BadParameter(param=None):
            return say("{name}: {trouble}", name=_name(fault), trouble=fault.message)
        case exceptions.BadParameter():
            return _unfit(fault)
        case exceptions.NoSuchOption():
            return _no_option(fault.option_name, fault.possibilities or ())
        case exceptions.BadOptionUsage():
            return say(
                "{name} has a value that it does not take, or lacks one that it needs.",
                name=fault.option_name,
            )
        case _:
            return fault.message


def _no_option(name: str, near: Sequence[str]) -> str:
    if near:
        return say(
            "There is no option {name}; did you mean {near}?", name=name, near=", ".join(near)
        )
    return say("There is no option {name}.", name=name)


def _unfit(fault: exceptions.BadParameter) -> str:
    """Of a value that typer could not read."""
    wanted: Any = fault.param
    if wanted.type_descriptor.choices is not None:
        allowed = ", ".join(allowed_values(wanted))
        return say("{name} must be one of {allowed}.", name=_name(fault), allowed=allowed)
    allowed = ", ".join(bounds(wanted))
    if allowed:
        return say("{name} must be a whole number: {bounds}.", name=_name(fault), bounds=allowed)
    if wanted.type_descriptor.annotation is int:
        return say("{name} must be a whole number.", name=_name(fault))
    return say("{name}: {trouble}", name=_name(fault), trouble=fault.message)


def _name(fault: exceptions.BadParameter) -> str:
    """How the person writes the parameter."""
    if fault.param is None:
        return str(fault.param_hint)
    is_option = fault.param.param_type_name == "option"
    return "/".join(fault.param.opts) if is_option else argument_name(fault.param)


def allowed_values(parameter: Any) -> list[str]:
    """The values that a parameter chooses from; [] where it takes any."""
    choices = parameter.type_descriptor.choices or ()
    return [str(getattr(choice, "value", choice)) for choice in choices]


def argument_name(argument: Any) -> str:
    """As the usage of a command has it: "ADDRESS"."""
    return str(argument.metavar or argument.name.upper())


def no_command(name: str, known: Iterable[str]) -> str:
    """Of a command that there is not; `known`: those that there are."""
    near = get_close_matches(name, list(known))
    if near:
        return say(
            "There is no command {name}; did you mean {near}?", name=name, near=", ".join(near)
        )
    return say("There is no command {name}.", name=name)


def bounds(parameter: Any) -> list[str]:
    """Between which numbers a parameter lies, as a formula; [] where there are no bounds."""
    least, most = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if least is None and most is None:
        return []
    return [f"{'' if least is None else f'{least}<='}x{'' if most is None else f'<={most}'}"]
