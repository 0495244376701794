"""`mailbridge explain`: what mailbridge understands of a message; nothing is stored."""

import json
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Annotated

import typer

from mailbridge.adapters.reader import Reader
from mailbridge.domain.message import Reading
from mailbridge.doors import maildrop
from mailbridge.doors.cli.explain.as_json import explained
from mailbridge.doors.cli.explain.as_page import page
from mailbridge.doors.cli.frame.progress import progress
from mailbridge.doors.cli.frame.terminal import words
from mailbridge.doors.maildrop import Letter, Unreadable

Destination = Callable[
    [Reading], str | None
]  # where a message would go, in words; None when nobody can say
_WORTH_A_PROCESS = 1000  # messages; starting another process costs as much as reading some hundreds
_AHEAD = 8  # messages under work before the oldest must be printed


def explain(
    context: typer.Context,
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Message files, mbox, Maildir, folders, or - for standard input.",
        ),
    ],
    config: Annotated[
        Path | None, typer.Option("--config", help="The TOML file of settings.", metavar="FILE")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per message.")] = False,
) -> None:
    """Read mail and print what mailbridge understands of it, and where it would go. Nothing is
    stored.
    """
    if not _explained(context, paths, config, as_json):
        raise typer.Exit(1)


def _explained(
    context: typer.Context, paths: list[str], config: Path | None, as_json: bool
) -> bool:
    """For programs no store is asked, and nothing of it loaded."""
    if as_json:
        return run(paths, as_json=True)
    from mailbridge.doors.cli.explain.destination import destinations
    from mailbridge.doors.cli.frame.asking import settings_of

    with destinations(settings_of(context, config)) as destination:
        return run(paths, as_json=False, destination=destination)


def run(paths: list[str], *, as_json: bool, destination: Destination | None = None) -> bool:
    """Print every message below the paths, in order; False when a file was unreadable."""
    readable = True
    files = maildrop.count(paths)
    with progress("explain", files) as advance:
        for one in _read(maildrop.letters(paths), files or 0):
            if isinstance(one, Unreadable):
                readable = False
                print(f"mailbridge: {one.path}: {words().tell(one.why)}", file=sys.stderr)
            else:
                _print(_shown(*one, destination, as_json=as_json))
            advance()
    return readable


def _shown(
    letter: Letter, reading: Reading, destination: Destination | None, *, as_json: bool
) -> str:
    if as_json:
        return json.dumps(explained(letter.path, letter.index, reading), ensure_ascii=False)
    return page(
        letter.path,
        letter.index,
        reading,
        destination(reading) if destination else None,
        words(),
    )


def _print(text: str) -> None:
    """As UTF-8, whatever the terminal says; a reader that went away is no fault."""
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None


def _read(
    letters: Iterable[Letter | Unreadable], files: int
) -> Iterator[tuple[Letter, Reading] | Unreadable]:
    """Read on as many processors as the work is worth, answer in order."""
    workers = min(os.cpu_count() or 1, 4, 1 + files // _WORTH_A_PROCESS)
    with Reader(workers) as reader:
        ahead: deque[tuple[Letter, Future[Reading]] | Unreadable] = deque()
        for letter in letters:
            ahead.append(
                letter
                if isinstance(letter, Unreadable)
                else (letter, reader.submit(letter.raw, with_trace=True))
            )
            if len(ahead) > _AHEAD:
                yield _finished(ahead.popleft())
        while ahead:
            yield _finished(ahead.popleft())


def _finished(
    one: tuple[Letter, Future[Reading]] | Unreadable,
) -> tuple[Letter, Reading] | Unreadable:
    return one if isinstance(one, Unreadable) else (one[0], one[1].result())
