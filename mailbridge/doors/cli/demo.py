"""`mailbridge demo`: what `make demo` runs."""

import typer

from mailbridge import maillog
from mailbridge.bootstrap import BadSettings
from mailbridge.doors.cli.frame.asking import Config, complaint, told_in_one_line
from mailbridge.doors.cli.serve import forever, serving
from mailbridge.doors.demo import demo_settings, tell
from mailbridge.doors.opening import NAMES, Doors
from mailbridge.services.container import Container


def demo(context: typer.Context, config: Config = None) -> None:
    """Run everything on this machine, with a project and a short conversation in it, until
    Ctrl-C.
    """
    try:
        with told_in_one_line():
            settings = demo_settings(config or context.find_root().obj)
    except BadSettings as fault:
        raise complaint(*fault.lines) from None
    maillog.configure("warning")

    async def ready(container: Container, doors: Doors) -> None:
        print(await tell(container, settings, doors), flush=True)
        maillog.configure("info", settings.log.format)

    forever(lambda: serving(settings, NAMES, ready))


app = demo
