"""`mailbridge person import`: many people from a CSV file."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from mailbridge.bootstrap import CannotStart
from mailbridge.doors.cli.frame.answers import Answer, said
from mailbridge.doors.cli.frame.asking import asks, complaint
from mailbridge.doors.cli.frame.progress import Advance, progress
from mailbridge.doors.cli.frame.terminal import say, say_number, words
from mailbridge.services.container import Container
from mailbridge.services.people import bulk
from mailbridge.services.refusal import Refused
from mailbridge.values import replace


@asks
async def import_(
    container: Container,
    file: Annotated[
        Path,
        typer.Argument(help="CSV with the columns address, name and role.", metavar="FILE.csv"),
    ],
    project: Annotated[str | None, typer.Option(help="A project they all join.")] = None,
) -> Answer:
    """Add many people at once; it can be repeated, whoever is known already is left as they are. A
    line that cannot be taken is named, and the others go on.
    """
    numbered = list(_rows(file))
    refused = await bulk.refused_rows(container, [row for _, row in numbered])
    rows = [row for place, (_, row) in enumerate(numbered) if place not in refused]
    with progress("people", len(rows)) as advance:
        count = await _imported(container, rows, project, advance, file)
    for place, refusal in refused.items():
        _complain(file, numbered[place][0], refusal)
    summary = said(
        {"imported": count, "project": project, "refused": len(refused)},
        say_number("{number} person is here.", "{number} people are here.", count)
        if not project
        else say_number(
            "{number} person is here and in {project}.",
            "{number} people are here and in {project}.",
            count,
            project=project,
        ),
    )
    return replace(summary, code=1 if refused else 0)


def _complain(file: Path, line: int, refusal: Refused) -> None:
    why = refusal.words_at_shell(words())
    complaint(say("{file}, line {line}: {why}", file=file, line=line, why=why))


async def _imported(
    container: Container,
    rows: list[tuple[str, str, str]],
    project: str | None,
    advance: Advance,
    file: Path,
) -> int:
    before = 0

    def moved(done: int) -> None:
        nonlocal before
        advance(done - before)
        before = done

    try:
        return await bulk.import_people(container, rows, project, moved)
    except Refused as refusal:
        raise CannotStart(f"{file}: {refusal.words_at_shell(words())}") from None


def _rows(file: Path) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """The number of the line and its three columns, which the first line names in any order; name
    and role may be missing.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, dialect=_dialect(lines.readline()))
            lines.seek(0)
            if "address" not in [name.strip().lower() for name in reader.fieldnames or ()]:
                raise CannotStart(
                    say(
                        "{file}: its first line must name the columns: address,name,role", file=file
                    )
                )
            for row in reader:
                tidy = {
                    (name or "").strip().lower(): str(value or "").strip()
                    for name, value in row.items()
                }
                if any(tidy.values()):
                    role = tidy.get("role") or "client"
                    yield reader.line_num, (tidy.get("address", ""), tidy.get("name", ""), role)
    except UnicodeDecodeError:
        raise CannotStart(
            say("{file}: not UTF-8 text; save it as CSV in UTF-8", file=file)
        ) from None


def _dialect(head: str) -> type[csv.Dialect]:
    """Spreadsheets of half the world write semicolons."""

    class Found(csv.excel):
        delimiter = max(",;\t", key=head.count)

    return Found
