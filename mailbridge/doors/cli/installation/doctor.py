"""`mailbridge doctor`"""

import json
from collections.abc import Iterable
from dataclasses import asdict

import typer

from mailbridge.doors.cli.frame.answers import printable, width
from mailbridge.doors.cli.frame.asking import AsJson, Config, run, say_line, settings_of
from mailbridge.doors.cli.frame.terminal import say, tell
from mailbridge.doors.doctor import examine
from mailbridge.doors.finding import Finding
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
    "spf": in_context("check", "spf"),
    "dmarc": in_context("check", "dmarc"),
    "ptr": in_context("check", "ptr"),
    "ports": in_context("check", "ports"),
    "backup": in_context("check", "backup"),
    "relay": in_context("check", "relay"),
    "tls": in_context("check", "tls"),
    "links": in_context("check", "links"),
    "templates": in_context("check", "templates"),
    "signing": in_context("check", "signing"),
    "reading": in_context("check", "reading"),
}


def doctor(context: typer.Context, config: Config = None, as_json: AsJson = False) -> None:
    """Check configuration, database, disk, clock, DNS, relay and certificate; say what to do about
    each fault.
    """
    settings = settings_of(context, config)

    async def examine_all() -> bool:
        is_well = True
        async for finding in examine(settings):
            is_well &= finding.state != "fault"
            say_line(
                json.dumps(asdict(finding), ensure_ascii=False) if as_json else describe(finding)
            )
        return is_well

    if not run(examine_all()):
        raise typer.Exit(1)


def describe(finding: Finding) -> str:
    """One line, and one for the remedy."""
    marks = [say(mark) for mark in MARKS.values()]
    checks = [say(check) for check in CHECKS.values()]
    mark = _padded(say(MARKS[finding.state]), marks)
    head = f"{mark}  {_padded(say(CHECKS[finding.check]), checks)}  "
    below = [f"-> {tell(finding.remedy)}"] if finding.remedy else []
    below += [finding.record] if finding.record else []
    lines = [printable(tell(finding.words)), *(f"{' ' * width(head)}{line}" for line in below)]
    return head + "\n".join(lines)


def _padded(cell: str, column: Iterable[str]) -> str:
    """As wide as the widest of its column."""
    return cell + " " * (max(map(width, column)) - width(cell))


app = doctor
