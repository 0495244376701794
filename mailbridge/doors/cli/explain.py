"""`mailbridge explain`: what mailbridge understands of a message; nothing is stored."""

import json
import sys
from typing import Annotated

import typer

from mailbridge.doors import maildrop
from mailbridge.doors.cli.explain_json import explained
from mailbridge.steps.reading import read


def explain(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Message files, mbox, Maildir, folders, or - for standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per message.")] = False,
) -> None:
    """Read mail and print what mailbridge understands of it. Nothing is stored."""
    failed = False
    for one in maildrop.letters(paths):
        if isinstance(one, maildrop.Unreadable):
            failed = True
            print(f"mailbridge: {one.path}: {one.why}", file=sys.stderr)
        else:
            print(json.dumps(explained(one.path, one.index, read(one.raw)), ensure_ascii=False))
    if failed:
        raise typer.Exit(1)
