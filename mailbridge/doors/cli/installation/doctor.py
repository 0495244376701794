"""`mailbridge doctor`"""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import asdict

import typer

from mailbridge.doors.cli.frame.answers import printable, width
from mailbridge.doors.cli.frame.asking import AsJson, Config, settings_of
from mailbridge.doors.cli.frame.terminal import say, tell
from mailbridge.doors.doctor import examine
from mailbridge.doors.network_checks import Finding
from mailbridge.steps.telling.words.catalogue import in_context

MARKS = {
    "ok": in_context("finding", "ok"),
    "warning": in_context("finding", "warning"),
    "fault": in_context("finding", "FAULT"),
}
CHECKS = {
    "configuration": in_context("check", "configuration"),
    "database": in_context("check", "database"),
    "disk": in_context("check", "disk"),
    "keys": in_context("check", "keys"),
    "addresses": in_context("check", "addresses"),
    "clients": in_context("check", "clients"),
    "mail": in_context("check", "mail"),
    "border": in_context("check", "border"),
    "clock": in_context("check", "clock"),
    "dns": in_context("check", "dns"),
    "relay": in_context("check", "relay"),
    "tls": in_context("check", "tls"),
    "links": in_context("check", "links"),
    "signing": in_context("check", "signing"),
    "reading": in_context("check", "reading"),
}


def doctor(context: typer.Context, config: Config = None, as_json: AsJson = False) -> None:
    """Check configuration, database, disk, clock, DNS, relay and certificate; say what to do about
    each fault.
    """
    settings = settings_of(context, config)

    async def examine_all() -> list[Finding]:
        findings = []
        async for finding in examine(settings):
            findings.append(finding)
            print(
                json.dumps(asdict(finding), ensure_ascii=False) if as_json else describe(finding),
                flush=True,
            )
        return findings

    if any(finding.state == "fault" for finding in asyncio.run(examine_all())):
        raise typer.Exit(1)


def describe(finding: Finding) -> str:
    """One line, and one for the remedy."""
    marks = [say(mark) for mark in MARKS.values()]
    checks = [say(check) for check in CHECKS.values()]
    mark = _padded(say(MARKS[finding.state]), marks)
    head = f"{mark}  {_padded(say(CHECKS[finding.check]), checks)}  "
    remedy = f"\n{' ' * width(head)}-> {tell(finding.remedy)}" if finding.remedy else ""
    return f"{head}{printable(tell(finding.words))}{remedy}"


def _padded(cell: str, column: Iterable[str]) -> str:
    """As wide as the widest of its column."""
    return cell + " " * (max(map(width, column)) - width(cell))


app = doctor
