"""`mailbridge dkim …`"""

from enum import StrEnum
from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, said, table
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.doors.json_objects.letters.dkim import Key
from mailbridge.services.container import Container
from mailbridge.services.signing import dkim_keys
from mailbridge.services.signing.dkim_keys import DkimKeyView

app = noun("The keys that sign letters, and their DNS records.")
Domain = Annotated[str, typer.Argument(help="Such as mail.example.com.")]


class Kind(StrEnum):
    RSA = "rsa"
    ED25519 = "ed25519"


@app.command()
@asks
async def new(
    container: Container,
    domain: Domain,
    algorithm: Annotated[
        Kind, typer.Option(help="ed25519 beside rsa, which all mailboxes understand.")
    ] = Kind.RSA,
) -> Answer:
    """Make a key and print its DNS record. It signs once the record is seen; until then the key
    before it does.
    """
    made = await dkim_keys.make_key(container, domain, algorithm.value)
    hint = say(
        "Add this TXT record to DNS; the key begins to sign once it is seen there, within five "
        "minutes."
    )
    return said(Key.of(made), f"{hint}\n\n{_record(made)}")


@app.command()
@asks
async def show(container: Container, domain: Domain) -> Answer:
    """The keys of a domain and their DNS records; one whose record is seen begins to sign."""
    views = await dkim_keys.list_keys(container, domain)
    keys = [Key.of(view) for view in views]
    listed = table(
        keys,
        ("selector", "algorithm", "state", "seen", "created"),
        say("{domain} has no key; `mailbridge dkim new {domain}` makes one.", domain=domain),
    )
    shown = [view for view in views if view.state != "retired"]
    records = "".join(f"\n{_record(view)}\n" for view in shown)
    return Answer(keys, lambda: listed.words() + records)


@app.command()
@asks
async def use(
    container: Container,
    domain: Domain,
    selector: Annotated[str, typer.Argument(help="As `dkim show` names it.")],
) -> Answer:
    """Let a key sign from now on, whatever DNS says; the one before it signs no more."""
    key = await dkim_keys.use_key(container, domain, selector)
    sentence = say(
        "{selector} signs the letters of {domain} now.", selector=selector, domain=domain
    )
    return said(Key.of(key), sentence)


@app.command()
@asks
async def stop(container: Container, domain: Domain) -> Answer:
    """Sign no more letters of a domain."""
    ended = await dkim_keys.stop_signing(container, domain)
    words = say("No letter of {domain} is signed any more.", domain=domain)
    return Answer([Key.of(key) for key in ended], lambda: f"{words}\n")


def _record(key: DkimKeyView) -> str:
    """The record for a form of two fields, and for a zone file."""
    return "\n".join(
        (
            say("Name: {name}", name=key.name),
            say("Text: {record}", record=key.record),
            say("In a zone file:"),
            f"  {key.zone_line}",
        )
    )
