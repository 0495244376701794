"""`mailbridge alias …`"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer

from mailbridge.doors.cli.frame import terminal
from mailbridge.doors.cli.frame.answers import Answer, printable, said, table
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.terminal import say, words
from mailbridge.doors.json_objects.alias_tests import Card
from mailbridge.doors.json_objects.projects import Alias
from mailbridge.services.aliases import cards, register
from mailbridge.services.aliases.card_views import AliasCard
from mailbridge.services.container import Container
from mailbridge.steps.telling.words.dates_and_sizes import moment

app = noun("Memorable addresses that lead to a project.")
Address = Annotated[str, typer.Argument(help="Such as bloom@agency.example.")]


class How(StrEnum):
    GOOGLE = "google"
    MICROSOFT = "microsoft"
    YANDEX = "yandex"
    POSTFIX = "postfix"
    CPANEL = "cpanel"
    OTHER = "other"


InLanguage = Annotated[
    str | None, typer.Option(help="The language of the sentences; else the terminal's.")
]


@app.command()
@asks
async def add(
    container: Container,
    address: Address,
    project: Annotated[str, typer.Argument(help="The project's name or id.")],
) -> Answer:
    """Let an address lead to a project, and await its provider's confirmation for half an hour."""
    made = await register.add_alias(container, address, project)
    card = await cards.show_alias(container, made.address, words().language, True)
    hints = _lines((*card.known, *card.todo))
    return said(
        {**Alias.of(made).as_json(), "provider": card.provider or None},
        say("{address} leads to “{project}”.", address=made.address, project=made.project)
        + f"\n{hints}",
    )


@app.command("list")
@asks
async def list_(container: Container) -> Answer:
    """All aliases, and what state they are in."""
    aliases = [Alias.of(alias) for alias in await register.list_aliases(container)]
    return table(
        aliases,
        ("address", "project", "state"),
        say("No aliases yet; `mailbridge alias add ADDRESS PROJECT` makes one."),
    )


@app.command()
@asks
async def show(
    container: Container,
    address: Address,
    how: Annotated[
        How | None,
        typer.Option(help="The steps that have it forwarded here, for this mail system."),
    ] = None,
    language: InLanguage = None,
) -> Answer:
    """Everything about an alias: its tests, its provider's confirmation with code and link, and how
    to have it forwarded.
    """
    card = await cards.show_alias(container, address, language or words().language, True)
    if how is None:
        return said(Card.of(card), _card(card))
    steps = await cards.forwarding_steps(
        container, address, how.value, language or words().language, True
    )
    numbered = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))
    return said({**Card.of(card).as_json(), "how": how.value, "steps": list(steps)}, numbered)


@app.command()
@asks
async def check(container: Container, address: Address, language: InLanguage = None) -> Answer:
    """What is known of an alias, and what to do next."""
    card = await cards.show_alias(container, address, language or words().language, True)
    return said(
        {**Card.of(card).as_json(), "findings": [*card.known, *card.todo]},
        _lines((*card.known, *card.todo)),
    )


@app.command("test")
@asks
async def send(container: Container, address: Address, language: InLanguage = None) -> Answer:
    """Send a test letter through an alias; within minutes `alias check` says how it came back, or
    why it did not.
    """
    card = await cards.request_test(container, address, language or words().language, True)
    return said(Card.of(card), _lines((*card.known, *card.todo)))


@app.command()
@asks
async def arm(container: Container, address: Address) -> Answer:
    """Await a confirmation letter of Google or Yandex for half an hour."""
    until = await cards.await_confirmation(container, address)
    card = await cards.show_alias(container, address, words().language, True)
    return said(
        Card.of(card),
        say(
            "A confirmation for {address} is awaited until {until}.",
            address=card.address,
            until=f"{moment(until, words(), 'UTC', container.clock())} UTC",
        ),
    )


@app.command()
@asks
async def remove(container: Container, address: Address) -> Answer:
    """Forget an alias; mail to it is refused from now on."""
    await register.remove_alias(container, address)
    return said(
        {"address": address, "state": "removed"},
        say("{address} leads nowhere now.", address=address),
    )


def _card(card: AliasCard) -> str:
    asked = card.confirmation
    lines = [f"{card.address} -> {card.target} ({card.state})", *card.known]
    if asked is not None:
        lines += [
            say(
                "{provider} asked for a confirmation: {link}",
                provider=asked.provider,
                link=asked.link,
            ),
            *([say("code: {code}", code=asked.code)] if asked.code else []),
        ]
    lines += [f"{terminal.moment(test.started)} {test.kind}: {test.state}" for test in card.tests]
    return _lines(
        (
            *lines,
            *card.todo,
            say(
                "A forwarder may add this field to be known by: {route_field}",
                route_field=card.route_field,
            ),
        )
    )


def _lines(sentences: Sequence[str]) -> str:
    return "\n".join(map(printable, sentences))
