"""`mailbridge demo`: what `make demo` runs."""

import asyncio
import sys
from pathlib import Path

import typer

from mailbridge import log_lines
from mailbridge.bootstrap import BadSettings
from mailbridge.doors.cli.frame.answers import width
from mailbridge.doors.cli.frame.asking import Config, complaint, told_in_one_line
from mailbridge.doors.cli.frame.terminal import say, say_number
from mailbridge.doors.cli.serve import forever, serving
from mailbridge.doors.demo import (
    ALIAS,
    CLIENT,
    Running,
    converse,
    demo_links,
    demo_settings,
)
from mailbridge.doors.opening import NAMES, Doors
from mailbridge.services.container import Container


def demo(context: typer.Context, config: Config = None) -> None:
    """Run everything on this machine, with two projects and two weeks of letters in it, until
    Ctrl-C.
    """
    try:
        with told_in_one_line():
            settings = demo_settings(config or context.find_root().obj)
    except BadSettings as fault:
        raise complaint(*fault.lines) from None
    log_lines.configure("warning")

    async def ready(container: Container, doors: Doors) -> None:
        print(describe(await converse(container, settings, doors)), flush=True)
        log_lines.configure("info", settings.log.format)
        if settings.relay.url is None:
            print_sign_in_links(container)

    forever(lambda: serving(settings, NAMES, ready))


def print_sign_in_links(container: Container) -> None:
    """From now on print each sign-in link that somebody asks for: no relay takes it to them."""
    printed: set[int] = set()

    async def look() -> None:
        for letter, link in await demo_links(container):
            if letter not in printed:
                printed.add(letter)
                print(say("sign-in link: {link}", link=link), flush=True)

    tasks: set[asyncio.Task[None]] = set()

    def woken() -> None:
        task = asyncio.get_running_loop().create_task(look())
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    container.runtime.wake_outbox.add(woken)


def describe(running: Running) -> str:
    """Where to look, and what to try."""
    rows = (
        (say("web"), f"{running.settings.base_url}/"),
        (say("sign in as Vera"), running.link),
        ("", say("(works once, within 15 minutes; the next start prints another)")),
        (say("discussions"), _discussions(running)),
        (say("the newest"), _newest(running)),
        (
            say("letters"),
            f"{running.settings.base_url}/outbox {say('(each as its reader sees it)')}",
        ),
        (say("project address"), running.project.address),
        (say("alias"), ALIAS),
        ("SMTP", running.smtp),
    )
    wide = max(width(label) for label, _ in rows)
    places = "".join(f"  {label}{' ' * (wide - width(label))}   {place}\n" for label, place in rows)
    begins = say(
        "mailbridge is running; everything it keeps is in {folder}. Ctrl-C ends it.",
        folder=running.settings.data_dir,
    )
    then = say("Write a letter yourself, and watch it arrive in the web:")
    asked = say("The commands know it, too, from another terminal:")
    command = f"  MAILBRIDGE_DATA_DIR={running.settings.data_dir} {_program()} mail list"
    return f"\n{begins}\n\n{places}\n{then}\n\n{_letter(running)}\n{asked}\n\n{command}\n"


def _program() -> str:
    """Ourselves, as we were called."""
    called = Path(sys.argv[0])
    return str(called) if called.name == "mailbridge" else "mailbridge"


def _letter(running: Running) -> str:
    """A command that writes one."""
    text = say("Subject: Hello\\n\\nIs anybody there?\\n")
    return (
        f"  printf '{text}' | curl -sS smtp://{running.smtp} \\\n"
        f"    --mail-from {CLIENT[0]} --mail-rcpt {running.project.address} -T -\n"
    )


def _discussions(running: Running) -> str:
    number = len(running.discussions)
    return say_number("{number} in two projects", "{number} in two projects", number)


def _newest(running: Running) -> str:
    if not running.discussions:
        return say("no discussion yet")
    newest = running.discussions[0]
    return say_number(
        "{project}: “{subject}”, {number} post",
        "{project}: “{subject}”, {number} posts",
        newest.posts,
        project=newest.project,
        subject=newest.subject,
    )


app = demo
