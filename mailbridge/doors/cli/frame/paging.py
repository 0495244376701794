"""Long lists: a page at a time, and never an end that is not said."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Protocol, TypeVar

import typer

from mailbridge.doors.cli.frame.terminal import say

Limit = Annotated[int, typer.Option(help="How many, newest first.", min=1)]
Before = Annotated[
    int | None, typer.Option(metavar="ID", help="Only those before this one.", min=1)
]
Every = Annotated[bool, typer.Option("--all", help="All of them.")]


class Numbered(Protocol):
    """What a list goes on from."""

    @property
    def id(self) -> int:
        """The number that `--before` takes."""


Row = TypeVar("Row", bound=Numbered)


def asked_for(limit: int, every: bool) -> int | None:
    """How many to fetch: one more than is shown, to know whether there are more."""
    return None if every else limit + 1


def first_page(rows: Sequence[Row], limit: int, every: bool) -> Sequence[Row]:
    """What is shown of them; says on standard error how to go on."""
    if every or len(rows) <= limit:
        return rows
    print(say("There are more: --before {id}, or --all", id=rows[limit - 1].id), file=sys.stderr)
    return rows[:limit]


def moment_of(text: str) -> datetime:
    """A time as it is typed, or copied from a table; without a zone it is UTC's."""
    try:
        moment = datetime.fromisoformat(text.removesuffix(" UTC"))
    except ValueError:
        raise typer.BadParameter(
            say("“{words}” is no time; write 2026-11-27 or 2026-11-27T10:00+01:00.", words=text)
        ) from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
