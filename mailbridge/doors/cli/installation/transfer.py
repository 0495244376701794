"""`mailbridge discussion export` and `import`, `mailbridge project export`."""

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, Answered, said
from mailbridge.doors.cli.frame.asking import (
    AsJson,
    Config,
    asks,
    complaint,
    run,
    settings_of,
    show,
)
from mailbridge.doors.cli.frame.opening import opened_here
from mailbridge.doors.cli.frame.progress import progress
from mailbridge.doors.cli.frame.terminal import say, say_number, tell
from mailbridge.services.container import Container
from mailbridge.steps.telling.words.catalogue import sentence

if TYPE_CHECKING:  # other commands of these nouns need nothing of it
    from mailbridge.doors.maildrop import Unreadable
    from mailbridge.services.transfer.bring_in import Exported, Outcome


class Form(StrEnum):
    MBOX = "mbox"
    EML = "eml"


To = Annotated[
    Path | None,
    typer.Option(help="A file (mbox) or a folder (eml); left out: standard output."),
]
Format = Annotated[
    Form, typer.Option("--format", help="mbox: one file; eml: a file for each message.")
]


@asks
async def export(
    container: Container,
    number: Annotated[int, typer.Argument(metavar="ID")],
    to: To = None,
    form: Format = Form.MBOX,
) -> Answer:
    """Write the posts of a discussion with their original header fields, and above them what else
    is known of each; `discussion import` brings them back.
    """
    from mailbridge.services.transfer.export import export_discussion

    messages = await export_discussion(container, number)
    folder = Path(f"discussion-{number}")
    return _written({"id": str(number)}, messages, to, form, folder, container.clock())


@asks
async def export_all(
    container: Container,
    project: Annotated[str, typer.Argument(help="Its name or id.")],
    to: To = None,
    form: Format = Form.MBOX,
) -> Answer:
    """Write all discussions of a project in the same way."""
    from mailbridge.services.transfer.export import export_project

    with progress("discussions", None) as advance:
        messages = await export_project(container, project, lambda done, total: advance())
    folder = Path(f"project-{project}")
    return _written({"project": project}, messages, to, form, folder, container.clock())


def _written(
    about: dict[str, str],
    messages: Sequence[bytes],
    to: Path | None,
    form: Form,
    folder: Path,
    now: datetime,
) -> Answer:
    if form is Form.EML:
        _write_folder(to or folder, messages)
    elif to is not None:
        to.write_bytes(mbox(messages, now))
    else:
        sys.stdout.buffer.write(mbox(messages, now))
        return Answer([], str)
    told: Answered = {**about, "messages": len(messages)}
    return said(
        told, say_number("{number} message written.", "{number} messages written.", len(messages))
    )


def _write_folder(folder: Path, messages: Sequence[bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(messages, 1):
        (folder / f"{number:06d}.eml").write_bytes(raw)


def mbox(messages: Sequence[bytes], now: datetime) -> bytes:
    """One file of them all (RFC 4155), lines that begin with From quoted so that every reader can
    undo it.
    """
    separator = f"From mailbridge@localhost {now.astimezone(UTC):%a %b %d %H:%M:%S %Y}\n".encode()
    return b"".join(separator + _quoted(raw) + b"\n" for raw in messages)


def _quoted(raw: bytes) -> bytes:
    lines = raw.replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\n")
    return b"".join(
        (b">" if line.lstrip(b">").startswith(b"From ") else b"") + line + b"\n" for line in lines
    )


def import_(
    context: typer.Context,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="What export wrote: mbox, .eml, folders, or -."),
    ],
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Bring exported discussions back, with their posts, questions and tasks; what is here already
    stays as it is. A message that is none of an export is told, and the others go on.
    """
    from mailbridge.services.transfer.bring_in import bring_in

    settings = settings_of(context, config)
    unread: list[Unreadable] = []

    async def bring_all() -> "list[Outcome]":
        async with opened_here(settings) as container:
            with progress("discussions", None) as advance:
                outcomes = []
                async for outcome in bring_in(container, _exported(paths, unread)):
                    outcomes.append(outcome)
                    advance()
                return outcomes

    outcomes: list[Outcome] = run(bring_all())
    bad = [outcome for outcome in outcomes if outcome.state in FAULTS]
    for path in unread:
        complaint(say("{path}: {why}", path=path.path, why=tell(path.why)))
    for outcome in bad:
        complaint(say(FAULTS[outcome.state], path=outcome.path, number=outcome.index + 1))
    show(_summary(outcomes), as_json)
    if bad or unread:
        raise typer.Exit(1)


FAULTS = {
    "no-record": sentence(
        "{path}: message {number} was not written by export, or is damaged; use `mailbridge "
        "ingest` for mail from elsewhere"
    ),
    "damaged": sentence(
        "{path}: the discussion that begins with message {number} is damaged, or names what did "
        "not come along"
    ),
}


def _exported(paths: Sequence[str], unread: "list[Unreadable]") -> "Iterator[Exported]":
    """Adds to `unread` what cannot be read."""
    from mailbridge.doors import maildrop
    from mailbridge.services.transfer.bring_in import Exported

    for letter in maildrop.letters(paths):
        if isinstance(letter, maildrop.Unreadable):
            unread.append(letter)
        else:
            yield Exported(letter.path, letter.index, letter.raw)


def _summary(outcomes: "Sequence[Outcome]") -> Answer:
    from mailbridge.doors.json_objects.transfer import Brought

    brought = [outcome for outcome in outcomes if outcome.state == "brought"]
    known = len([outcome for outcome in outcomes if outcome.state == "known"])
    words = say_number(
        "{number} discussion is back; {known} were here already.",
        "{number} discussions are back; {known} were here already.",
        len(brought),
        known=known,
    )
    return Answer([Brought.of(outcome) for outcome in outcomes], lambda: f"{words}\n")
