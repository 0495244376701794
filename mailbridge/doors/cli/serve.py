"""`mailbridge serve`: all doors in one process, or some of them on this machine."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

import typer

from mailbridge import log_lines, maillog
from mailbridge.adapters.memory import give_back_large_blocks, leave_what_is_loaded
from mailbridge.bootstrap import Settings, warm
from mailbridge.doors.cli.frame.asking import Config, complaint, settings_of, told_in_one_line
from mailbridge.doors.cli.frame.opening import opened_here
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.doors.cli.installation.apply import declared
from mailbridge.doors.opening import NAMES, Doors
from mailbridge.services.container import Container
from mailbridge.services.declaring.apply import CannotBeDeclared, apply_declarations
from mailbridge.services.running import border
from mailbridge.services.setup.first_admin import first_address
from mailbridge.steps.deciding.declared_changes import Declarations

Ready = Callable[[Container, Doors], Coroutine[Any, Any, None]]


def serve(
    context: typer.Context,
    only: Annotated[
        str | None, typer.Option(help=f"Some doors only, with commas between: {', '.join(NAMES)}.")
    ] = None,
    config: Config = None,
) -> None:
    """Run the service until it is told to stop (Ctrl-C, SIGTERM): mail under way is finished
    first.
    """
    chosen = _chosen(only)
    settings = settings_of(context, config)
    wanted = declared(config or context.find_root().obj)
    log_lines.configure(settings.log.level, settings.log.format)
    forever(lambda: serving(settings, chosen, wanted=wanted))


def _chosen(only: str | None) -> tuple[str, ...]:
    if only is None:
        return NAMES
    several = tuple(dict.fromkeys(word.strip().lower() for word in only.split(",") if word.strip()))
    strangers = [word for word in several if word not in NAMES]
    if strangers or not several:
        raise typer.BadParameter(
            say(
                "there is no door “{strangers}”; there are {NAMES}",
                strangers=", ".join(strangers),
                NAMES=", ".join(NAMES),
            ),
            param_hint="--only",
        )
    return several


async def serving(
    settings: Settings,
    only: tuple[str, ...],
    ready: Ready | None = None,
    wanted: Declarations | None = None,
) -> None:
    """Make what files declare, open the doors, say so by `ready`, and close them when a signal
    comes. Raises CannotStart.
    """
    give_back_large_blocks()
    told = asyncio.Event()
    async with opened_here(settings) as container:  # a signal before this ends the process at once
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, told.set)
        if wanted is not None:
            await _declare(container, wanted)
        warm(container)
        doors = Doors(container, settings, only)
        await doors.start()
        await _warn(container, settings)
        leave_what_is_loaded()
        try:
            if ready is not None:
                await ready(container, doors)
            elif "web" in doors.places:
                await _say_where_to_begin(container)
            await told.wait()
        finally:
            await doors.stop()


async def _say_where_to_begin(container: Container) -> None:
    """The address that makes its visitor the first admin, where there is none yet."""
    first = await first_address(container)
    if first is not None:
        told = say("Nobody looks after this installation yet. Begin here: {address}", address=first)
        print(f"\n{told}\n", flush=True)


async def _declare(container: Container, wanted: Declarations) -> None:
    try:
        made = await apply_declarations(container, wanted)
    except CannotBeDeclared as fault:
        raise complaint(*fault.lines) from None
    for change in made:
        maillog.declared(str(change.words))


async def _warn(container: Container, settings: Settings) -> None:
    """What an operator should hear at each start."""
    named = settings.authentication.authserv_id
    fault = (await border.check_border(container)).fault(named) if named is not None else None
    if fault is not None:
        maillog.border_unheard("; ".join(fault))
    for line in await asyncio.to_thread(container.renderer.faults):
        maillog.broken_template("", line)


def forever(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run on the quickest loop there is; what keeps it from starting is one line."""
    with told_in_one_line(), asyncio.Runner(loop_factory=_quickest()) as runner:
        runner.run(work())


def _quickest() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


app = serve
