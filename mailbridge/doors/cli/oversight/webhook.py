"""`mailbridge webhook …`"""

from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, said, table
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.doors.json_objects.webhooks import NewWebhook, Trial, Webhook
from mailbridge.services.container import Container
from mailbridge.services.webhooks import register

app = noun("Programs elsewhere that are told what happens.")
Number = Annotated[int, typer.Argument(metavar="ID")]


@app.command()
@asks
async def add(
    container: Container,
    url: Annotated[str, typer.Argument(help="Where to, such as https://example.com/in.")],
    form: Annotated[
        str, typer.Option(help="standard: signed JSON; chat: a line for a chat program.")
    ] = "standard",
    project: Annotated[str | None, typer.Option(help="Only of this project.")] = None,
    kind: Annotated[list[str] | None, typer.Option(help="Only events of this kind.")] = None,
    inside: Annotated[bool, typer.Option("--inside", help="Of notes and the like, too.")] = False,
) -> Answer:
    """Have a program told what happens from now on; prints the secret that signs it, once."""
    made = await register.add_webhook(container, url, form, project, kind or (), inside)
    return said(
        NewWebhook.with_secret(made),
        say("Webhook {number} is told what happens from now on.", number=made.webhook.id)
        + f"\n{say('Its secret, shown this once: {secret}', secret=made.webhook.secret)}\n"
        + say("Try it: mailbridge webhook test {number}", number=made.webhook.id),
    )


@app.command("list")
@asks
async def list_(container: Container) -> Answer:
    """All webhooks, what waits for them, and the newest answers."""
    webhooks = [Webhook.of_view(view) for view in await register.list_webhooks(container)]
    return table(
        webhooks,
        ("id", "url", "form", "project", "waiting", "stopped", "last_reply"),
        say("No webhooks yet; `mailbridge webhook add URL` makes one."),
    )


@app.command()
@asks
async def test(container: Container, number: Number) -> Answer:
    """Send a trial there now, and print what came back."""
    tried = await register.try_webhook(container, number)
    words = (
        say("It was taken: {words}", words=tried.words)
        if tried.is_taken
        else say("It was not taken: {words}", words=tried.words)
    )
    return said(Trial.of_tried(tried), words)


@app.command()
@asks
async def resume(container: Container, number: Number) -> Answer:
    """Have one that was stopped told again, of all that happened meanwhile."""
    await register.resume_webhook(container, number)
    shown = await register.show_webhook(container, number)
    return said(Webhook.of_view(shown), say("Webhook {number} is told again.", number=number))


@app.command()
@asks
async def remove(container: Container, number: Number) -> Answer:
    """Tell it nothing any more."""
    await register.remove_webhook(container, number)
    return said(
        {"id": str(number), "state": "removed"}, say("Webhook {number} is removed.", number=number)
    )
