"""`mailbridge discussion share`, `hide`, their undoing, and `send`: what clients see."""

import sys
from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, printable, said
from mailbridge.doors.cli.frame.asking import asks
from mailbridge.doors.cli.frame.terminal import say, say_number
from mailbridge.doors.json_objects.held_answers import HeldAnswer
from mailbridge.doors.json_objects.visibility import Visibility
from mailbridge.services.container import Container
from mailbridge.services.discussions.send import send_held_answer, show_held_answer
from mailbridge.services.discussions.share import (
    change_what_clients_see,
    show_visibility,
    undo_hiding,
    undo_sharing,
)
from mailbridge.services.filing.change_visibility import Kind
from mailbridge.services.views.models import VisibilityView
from mailbridge.steps.telling.words.catalogue import sentence

Number = Annotated[int, typer.Argument(metavar="ID")]


@asks
async def share(
    container: Container,
    number: Number,
    what: Annotated[Kind, typer.Option("--what", help="What the number names.")] = Kind.DISCUSSION,
    show: Annotated[bool, typer.Option("--show", help="Only say what becomes visible.")] = False,
) -> Answer:
    """Let clients see a discussion, or one post, task or file of it."""
    return await _seen(container, what, number, show, inside=False)


@asks
async def hide(
    container: Container,
    number: Number,
    what: Annotated[Kind, typer.Option("--what", help="What the number names.")] = Kind.DISCUSSION,
    show: Annotated[bool, typer.Option("--show", help="Only say what is hidden.")] = False,
) -> Answer:
    """Keep a discussion, or one post, task or file of it, inside."""
    return await _seen(container, what, number, show, inside=True)


@asks
async def unhide(container: Container, number: Number) -> Answer:
    """Take back that a discussion was hidden: clients see of it what they saw before."""
    view = await undo_hiding(container, number)
    return said(Visibility.of(view).as_json(), say("Clients see of it what they saw before."))


@asks
async def unshare(container: Container, number: Number) -> Answer:
    """Take back that a discussion was shared, while no client was written to since."""
    view = await undo_sharing(container, number)
    return said(Visibility.of(view).as_json(), say("What stood inside does so again."))


async def _seen(container: Container, what: Kind, number: int, show: bool, inside: bool) -> Answer:
    view = await show_visibility(container, what, number, inside)
    counted = _counted(view)
    if not show and counted and sys.stdin.isatty():
        hidden, shown = sentence("Hide {what} from clients?"), sentence("Show {what} to clients?")
        typer.confirm(say(hidden if inside else shown, what=counted), abort=True)
    if not show:
        view = await change_what_clients_see(container, what, number, inside)
    return said(
        Visibility.of(view).as_json(),
        say(_SEEN[inside, show], what=counted or say("nothing that is not so already")),
    )


_SEEN = {  # by whether it is hidden, and whether that is only said
    (False, False): sentence("Now visible to clients: {what}."),
    (False, True): sentence("Would be visible to clients: {what}."),
    (True, False): sentence("Now hidden from clients: {what}."),
    (True, True): sentence("Would be hidden from clients: {what}."),
}


def _counted(view: VisibilityView) -> str:
    """What of it changes, such as "2 comments, 1 task"; empty where nothing does."""
    counts = (
        say_number("{number} comment", "{number} comments", view.posts) if view.posts else "",
        say_number("{number} task", "{number} tasks", view.tasks) if view.tasks else "",
        say_number("{number} file", "{number} files", view.files) if view.files else "",
    )
    return ", ".join(count for count in counts if count)


@asks
async def send(
    container: Container,
    post: Annotated[int, typer.Argument(metavar="POST", help="A held answer, or a note.")],
    cut: Annotated[
        bool,
        typer.Option(
            "--cut", help="Without the words that stand in internal notes, or below #note."
        ),
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Only say what holds it, and for whom.")
    ] = False,
) -> Answer:
    """Send an answer to the client that was held, or stayed inside."""
    view = await show_held_answer(container, post)
    to = printable(", ".join(view.to)) or say("nobody: no client takes part")
    held = "".join(
        "\n  " + say("stands inside: {words}", words=printable(held)) for held in view.words
    )
    if not show and sys.stdin.isatty():
        going = say("It goes to {readers}.", readers=to)
        typer.confirm(f"{going}{held}\n{say('Send it?')}", abort=True)
    if not show:
        await send_held_answer(container, post, cut=cut)
        return said(HeldAnswer.of(view).as_json(), say("Sent to {readers}.", readers=to))
    told = say("It would go to {readers}.", readers=to)
    return said(HeldAnswer.of(view).as_json(), told + held)
