"""`mailbridge audit …`"""

import sys
from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, table
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.terminal import say, say_number, words
from mailbridge.doors.json_objects.oversight.audit import AuditEntry
from mailbridge.doors.json_objects.values import JsonObject
from mailbridge.services.container import Container
from mailbridge.services.oversight import audit_list
from mailbridge.services.oversight.audit_list import AuditView
from mailbridge.values import replace

app = noun("The audit log: who let in, released, shared, read, changed or erased what.")
AT_ONCE = 100


@app.callback()
def group() -> None:
    """Only read: nothing changes what was written."""


@app.command("list")
@asks
async def list_(
    container: Container,
    limit: Annotated[int, typer.Option(help="How many, newest first.", min=1)] = AT_ONCE,
    every: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
    before: Annotated[
        int | None, typer.Option(metavar="ID", help="Only those before this one.", min=1)
    ] = None,
) -> Answer:
    """Who did what, newest first."""
    views = await audit_list.list_audit(container, None, None if every else limit, before)
    left = await audit_list.count_older(container, views[-1].id) if views else 0
    if left:
        print(
            say_number(
                "{number} older entry: --before {last} goes on, --all prints all.",
                "{number} older entries: --before {last} goes on, --all prints all.",
                left,
                last=views[-1].id,
            ),
            file=sys.stderr,
        )
    answer = table(
        [_row(view) for view in views],
        ("id", "at", "who", "did", "what", "detail"),
        say("Nobody has done anything yet."),
    )
    return replace(answer, objects=[AuditEntry.of(view) for view in views])


def _row(view: AuditView) -> JsonObject:
    told = words()
    return {
        "id": view.id,
        "at": view.at,
        "who": view.who_in(told),
        "did": view.did_in(told),
        "what": view.what_in(told),
        "detail": told.tell(view.detail),
    }
