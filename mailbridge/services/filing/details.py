"""What stands behind the + of an address, and why it was not heeded."""

from datetime import datetime

from mailbridge.domain.discussion import Discussion
from mailbridge.domain.message import Command, Due, Kind
from mailbridge.domain.told import told
from mailbridge.services import assignees
from mailbridge.services.filing.filing_context import FilingContext
from mailbridge.services.filing.participants import (
    is_claimed_member,
)
from mailbridge.services.refusal import Refused
from mailbridge.steps.reading.meaning.due_date import parse_due


def is_detail_heeded(filing: FilingContext) -> bool:
    """Whether the subaddress is obeyed: at a random address whoever writes there, since it was
    given out for that; at an alias, which can be guessed, a proved member's only.
    """
    if filing.acting.is_team:
        return True
    doubtful = (
        filing.place.newcomer or filing.author.verified == "failed" or is_claimed_member(filing)
    )
    machine = filing.inbound.reading.kind is not Kind.HUMAN
    return not (doubtful or machine) and (
        filing.facts.alias is None or filing.author.member_of_project
    )


def unheeded_detail(filing: FilingContext, discussion: Discussion) -> str:
    """A subaddress that did nothing, told in the trail."""
    detail = filing.inbound.route.detail if filing.inbound.route is not None else ""
    why = _why_unheeded(filing, discussion, detail) if detail else ""
    return told("+{detail} does nothing: {why}", detail=detail, why=why) if why else ""


def _why_unheeded(filing: FilingContext, discussion: Discussion, detail: str) -> str:
    if not is_detail_heeded(filing):
        return told("not for this author")
    try:
        _ = detail == "task" or assignees.find_assignee(
            filing.db, filing.project.id, discussion.id, detail
        )
    except Refused as refused:
        return str(refused)
    return ""


def with_detail(
    detail: str, commands: tuple[Command, ...], due: Due | None, written: datetime
) -> tuple[Command, ...]:
    """`+task` makes a task, due when the text says unless a command does; `+anna` gives it to
    Anna.
    """
    if not detail:
        return commands
    if detail != "task":
        return (Command("assign", detail), *commands)
    named = {command.name for command in commands}
    if due is None or named & {"due", "task"} or parse_due(due.words, written) is None:
        return (Command("task"), *commands)
    return (Command("task"), Command("due", due.words), *commands)
