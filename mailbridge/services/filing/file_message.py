"""One message filed, in one transaction."""

from sqlalchemy import Connection

from mailbridge.domain.inbound import Facts, Inbound
from mailbridge.domain.message import Kind, Mailbox
from mailbridge.domain.proof import Evidence
from mailbridge.domain.told import Told
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.services.aliases import arrivals
from mailbridge.services.container import Container
from mailbridge.services.deciding.decide import Read, decide
from mailbridge.services.filing import machine_reports
from mailbridge.services.filing.apply import apply
from mailbridge.services.filing.commands.of_morning import note_answer_to_morning
from mailbridge.services.filing.filing_context import Filed
from mailbridge.services.surveys.answers import note_answer_by_mail
from mailbridge.services.telling import notify_held
from mailbridge.steps.deciding.machine_mail.noted import NOTED
from mailbridge.store.inbound import queue
from mailbridge.store.inbound.queue import Outcome


class LostLeaseError(Exception):
    """Another process has the claim of this message; what was done here is rolled back."""


def file_message(db: Connection, container: Container, read: Read, accepted: bool = False) -> Filed:
    """Ask the steps in their order and apply what they say, in the caller's transaction."""
    inbound, facts, verdict = decide(db, container, read, accepted)
    if verdict is None:
        inbound = arrivals.note_mail_of_alias(db, container, inbound, facts)
        filed = apply(db, container, inbound, facts, read.claim.raw.id)
    else:
        filed = _file_stopped(db, container, inbound, facts, verdict)
    kept = queue.finish(db, read.claim, _outcome(inbound, filed))
    if not kept:
        raise LostLeaseError
    if filed.disposition is Disposition.HOLD and inbound.reading.kind in (Kind.HUMAN, Kind.LIST):
        notify_held.notify_of_held(
            db,
            container,
            inbound.id,
            _author_address(inbound),
            inbound.reading.message.subject,
            filed.reason,
        )
    return filed


def _outcome(inbound: Inbound, filed: Filed) -> Outcome:
    project = inbound.route.project if inbound.route is not None else None
    message = inbound.reading.message
    words = Told(
        "{disposition}: {reason}", disposition=filed.disposition.value, reason=filed.reason.value
    )
    last = Told("{words} ({note})", words=words, note=filed.note) if filed.note else words
    return Outcome(
        filed.disposition,
        filed.reason,
        filed.note,
        filed.project_id or (project.id if project is not None else None),
        filed.discussion_id,
        filed.post_id,
        filed.task_id,
        subject=message.subject[:500],
        author=_author_address(inbound),
        message_id=message.message_id,
        came_through=inbound.came_through or None,
        trail=(*inbound.trail, *filed.trail, last),
    )


def _file_stopped(
    db: Connection, container: Container, inbound: Inbound, facts: Facts, verdict: Verdict
) -> Filed:
    arrivals.note_stopped_message(db, container, inbound, facts, verdict)
    if verdict.reason is Reason.ALIAS_TEST:
        return Filed(
            verdict.disposition,
            verdict.reason,
            facts.project.id if facts.project else None,
            note=verdict.note,
        )
    if verdict.reason is Reason.SURVEY:
        return Filed(
            verdict.disposition, verdict.reason, note_answer_by_mail(db, container, inbound)
        )
    if verdict.reason is Reason.MORNING:
        note_answer_to_morning(db, container, inbound, verdict.note)
        return Filed(verdict.disposition, verdict.reason, note=verdict.note)
    if inbound.reading.kind in (Kind.HUMAN, Kind.LIST, Kind.CONFIRMATION):
        return Filed(verdict.disposition, verdict.reason, note=verdict.note)
    belongs = machine_reports.note_report(db, container, inbound, facts.evidence or Evidence())
    if (
        verdict.reason is Reason.POSTMASTER and belongs.discussion_id is not None
    ):  # a report that a machine sent to our From
        verdict = Verdict(Disposition.ACCEPT, NOTED.get(inbound.reading.kind, Reason.NOTED))
    return Filed(
        verdict.disposition,
        verdict.reason,
        belongs.project_id,
        belongs.discussion_id,
        note=_join_notes(verdict.note, belongs.belief),
    )


def _join_notes(*notes: str) -> str:
    first, *others = [note for note in notes if note] or [""]
    for note in others:
        first = Told("{first}; {note}", first=first, note=note)
    return first


def _author_address(inbound: Inbound) -> str:
    return (inbound.author or inbound.reading.message.author or Mailbox("", "")).address
