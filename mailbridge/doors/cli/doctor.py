"""`mailbridge doctor`"""

import asyncio
import json
from dataclasses import asdict

import typer

from mailbridge.doors.cli.frame.answers import printable
from mailbridge.doors.cli.frame.asking import AsJson, Config, settings_of
from mailbridge.doors.cli.frame.terminal import words
from mailbridge.doors.doctor import Finding, examine

MARKS = {"ok": "ok     ", "warning": "warning", "fault": "FAULT  "}


def doctor(context: typer.Context, config: Config = None, as_json: AsJson = False) -> None:
    """Check configuration, database, disk, clock, DNS, relay and certificate; say what to do about
    each fault.
    """
    settings = settings_of(context, config)

    async def work() -> list[Finding]:
        found = []
        async for finding in examine(settings):
            found.append(finding)
            print(
                json.dumps(asdict(finding), ensure_ascii=False) if as_json else _line(finding),
                flush=True,
            )
        return found

    if any(one.state == "fault" for one in asyncio.run(work())):
        raise typer.Exit(1)


def _line(finding: Finding) -> str:
    remedy = f"\n{' ' * 24}-> {words().tell(finding.remedy)}" if finding.remedy else ""
    said = printable(words().tell(finding.words))
    return f"{MARKS[finding.state]}  {finding.check:<13}  {said}{remedy}"


app = doctor
