"""Stored mail becomes posts: it is claimed, read, decided on and applied. Each message is filed
once, whichever process ends in between: its claim ends after LEASE, and the work of one that lost
it is rolled back.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from time import perf_counter

from sqlalchemy import Connection

from mailbridge import maillog
from mailbridge.domain.inbound import Facts, Inbound
from mailbridge.domain.message import Kind, Mailbox
from mailbridge.domain.proof import Evidence
from mailbridge.domain.told import Told
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.services.aliases import arrivals
from mailbridge.services.container import Container, raw_bytes
from mailbridge.services.deciding.decide import Read, decide
from mailbridge.services.filing import machine_reports
from mailbridge.services.filing.apply import apply
from mailbridge.services.filing.filing_context import Filed
from mailbridge.services.telling import notify_held
from mailbridge.steps.deciding.machine_mail.noted import NOTED
from mailbridge.store.inbound import queue
from mailbridge.store.inbound.queue import Outcome

LEASE = timedelta(minutes=5)
PAUSES = tuple(
    timedelta(seconds=seconds) for seconds in (2, 10, 60, 300, 1800)
)  # between tries; then an admin decides


class LostLeaseError(Exception):
    """Another process has the claim of this message; what was done here is rolled back."""


async def file_now(container: Container, inbound_id: int, accepted: bool = False) -> bool:
    """File one stored message now. False: it is not waiting, or somebody else has it. `accepted`:
    an admin wants it filed.
    """
    claims = await container.store.write(
        lambda db: queue.claim(db, container.clock(), LEASE, 1, inbound_id)
    )
    return await _file_all(container, claims, accepted) == 1


async def drain(container: Container, limit: int = 50) -> int:
    """Claim what waits and file it in the order it came. Returns how many were finished."""
    claims = await container.store.write(
        lambda db: queue.claim(db, container.clock(), LEASE, limit)
    )
    return await _file_all(container, claims) if claims else 0


async def _file_all(
    container: Container, claims: Sequence[queue.Claim], accepted: bool = False
) -> int:
    outcomes = await asyncio.gather(
        *(_read(container, claim) for claim in claims), return_exceptions=True
    )
    works = [_filing_of(container, outcome, accepted) for outcome in outcomes]
    results = await container.store.write_each(works)
    done = [
        await _settle(container, claim, result)
        for claim, result in zip(claims, results, strict=True)
    ]
    _measure(container, outcomes, results)
    if any(done):
        container.wake_outbox()
    return sum(done)


async def _read(container: Container, claim: queue.Claim) -> Read:
    envelope, began = claim.envelope, perf_counter()
    raw = await raw_bytes(container, claim.raw.content, claim.raw.sha256)
    reading, evidence = await asyncio.gather(
        container.reader.read(raw, envelope.reverse_path),
        container.authenticator.gather(
            raw, envelope.client, envelope.helo, envelope.reverse_path, envelope.relayed_by
        ),
    )
    return Read(claim, reading, evidence, began)


def _measure(
    container: Container,
    outcomes: Sequence[Read | BaseException],
    results: Sequence[Filed | BaseException],
) -> None:
    """Tell how long each filed message took from its first look to its commit; many are worked on
    side by side.
    """
    now = perf_counter()
    for outcome, result in zip(outcomes, results, strict=True):
        if isinstance(outcome, Read) and isinstance(result, Filed):
            container.runtime.filed(now - outcome.began)


def _filing_of(
    container: Container, outcome: Read | BaseException, accepted: bool
) -> Callable[[Connection], Filed]:
    def work(db: Connection) -> Filed:
        if isinstance(outcome, BaseException):
            raise outcome
        return file_message(db, container, outcome, accepted)

    return work


async def _settle(container: Container, claim: queue.Claim, result: Filed | BaseException) -> bool:
    if isinstance(result, Filed):
        container.runtime.verdicts.count(result.disposition, result.reason)
        _log(claim.id, result)
        return True
    if isinstance(result, LostLeaseError):
        return False
    if isinstance(result, asyncio.CancelledError | KeyboardInterrupt | SystemExit):
        raise result
    maillog.filing_failed(claim.id, claim.fence, result)
    await container.store.write(lambda db: _try_again(db, container, claim, result))
    if claim.fence > len(PAUSES):
        container.runtime.verdicts.count(Disposition.HOLD, Reason.GAVE_UP)
        maillog.held(claim.id, Reason.GAVE_UP)
    return False


def _log(inbound_id: int, filed: Filed) -> None:
    if filed.disposition is Disposition.HOLD:
        maillog.held(inbound_id, filed.reason)
        return
    maillog.filed(inbound_id, filed.disposition, filed.reason, filed.discussion_id, filed.post_id)


def _try_again(
    db: Connection, container: Container, claim: queue.Claim, fault: BaseException
) -> None:
    words = f"{type(fault).__name__}: {fault}"[:500]
    if claim.fence <= len(PAUSES):
        queue.postpone(db, claim, container.clock() + PAUSES[claim.fence - 1], words)
    else:
        queue.finish(db, claim, Outcome(Disposition.HOLD, Reason.GAVE_UP, words))
        notify_held.notify_of_held(
            db, container, claim.id, claim.envelope.reverse_path, "", Reason.GAVE_UP
        )


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


async def release_abandoned(container: Container) -> int:
    """Free the inbounds that were claimed, so that nobody waits for a dead worker's lease to end.
    Returns how many.
    """
    return await container.store.write(partial(queue.release, now=container.clock()))
