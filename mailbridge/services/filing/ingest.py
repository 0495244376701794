"""Stored mail becomes posts: it is claimed, read, decided on and applied. Each message is filed
once, whichever process ends in between: its claim ends after LEASE, and the work of one that lost
it is rolled back.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import timedelta
from time import perf_counter

from sqlalchemy import Connection

from mailbridge import maillog
from mailbridge.adapters.reader import ReaderUnavailableError
from mailbridge.domain.verdict import Disposition, Reason
from mailbridge.services.container import Container
from mailbridge.services.deciding.decide import Read
from mailbridge.services.filing.file_message import LostLeaseError, file_message
from mailbridge.services.filing.filing_context import Filed
from mailbridge.services.kept_octets import raw_bytes
from mailbridge.services.telling import notify_held
from mailbridge.store.engine.transaction import InterruptedWork
from mailbridge.store.inbound import queue
from mailbridge.store.inbound.queue import Outcome

LEASE = timedelta(minutes=5)
PAUSES = tuple(
    timedelta(seconds=seconds) for seconds in (2, 10, 60, 300, 1800)
)  # between tries; then an admin decides


async def file_now(container: Container, inbound_id: int, accepted: bool = False) -> bool:
    """File one stored message now. False: it is not waiting, or somebody else has it. `accepted`:
    an admin wants it filed.
    """
    own = container.claimants.own
    claims = await container.store.write(
        lambda db: queue.claim(db, own, container.clock(), LEASE, 1, inbound_id)
    )
    return await _file_all(container, claims, accepted) == 1


async def drain(container: Container, limit: int = 50) -> int:
    """Claim what waits and file it in the order it came. Returns how many were finished."""
    own = container.claimants.own
    claims = await container.store.write(
        lambda db: queue.claim(db, own, container.clock(), LEASE, limit)
    )
    return await _file_all(container, claims) if claims else 0


async def file_in_order(container: Container, inbound_ids: Sequence[int]) -> int:
    """File these stored messages in the order given. Returns how many were finished; the others
    wait for their next try, or somebody else has them.
    """
    own = container.claimants.own
    claims = await container.store.write(
        lambda db: queue.claim_these(db, own, container.clock(), LEASE, inbound_ids)
    )
    return await _file_all(container, claims) if claims else 0


async def _file_all(
    container: Container, claims: Sequence[queue.Claim], accepted: bool = False
) -> int:
    outcomes = await asyncio.gather(
        *(read_claimed(container, claim) for claim in claims), return_exceptions=True
    )
    return await file_read(container, list(zip(claims, outcomes, strict=True)), accepted)


async def file_read(
    container: Container,
    outcomes: Sequence[tuple[queue.Claim, Read | BaseException]],
    accepted: bool = False,
) -> int:
    """File messages whose reading is over. Returns how many were finished; what failed is tried
    again later. A fault of the store is raised: those before it may be filed.
    """
    works = [_filing_of(container, outcome, accepted) for _, outcome in outcomes]
    try:
        results = await container.store.write_each(works)
    except InterruptedWork as interrupted:
        await _conclude(container, outcomes[: len(interrupted.done)], interrupted.done)
        raise
    return await _conclude(container, outcomes, results)


async def _conclude(
    container: Container,
    outcomes: Sequence[tuple[queue.Claim, Read | BaseException]],
    results: Sequence[Filed | BaseException],
) -> int:
    """What follows once messages are filed, or could not be. Returns how many were finished."""
    done = [
        await _settle(container, claim, result)
        for (claim, _), result in zip(outcomes, results, strict=True)
    ]
    _measure(container, [outcome for _, outcome in outcomes], results)
    if any(done):
        container.wake_outbox()
    return sum(done)


async def read_claimed(
    container: Container,
    claim: queue.Claim,
    turn: AbstractAsyncContextManager[None] | None = None,
) -> Read:
    """What a claimed message says, and what is known of who wrote it. It is read within `turn`,
    which is not held any more while DNS is waited for.
    """
    envelope = claim.envelope
    async with turn or nullcontext():
        began = perf_counter()
        raw = await raw_bytes(container, claim.raw.content, claim.raw.sha256)
        evidence = asyncio.ensure_future(
            container.authenticator.gather(
                raw, envelope.client, envelope.helo, envelope.reverse_path, envelope.relayed_by
            )
        )
        try:
            reading = await container.reader.read(raw, envelope.reverse_path)
        except BaseException:
            evidence.cancel()
            raise
    return Read(claim, reading, await evidence, began)


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
    def transaction(db: Connection) -> Filed:
        if isinstance(outcome, BaseException):
            raise outcome
        return file_message(db, container, outcome, accepted)

    return transaction


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
    if _gives_up(claim, result):
        container.runtime.verdicts.count(Disposition.HOLD, Reason.GAVE_UP)
        maillog.held(claim.id, Reason.GAVE_UP)
    return False


def _log(inbound_id: int, filed: Filed) -> None:
    if filed.disposition is Disposition.HOLD:
        maillog.held(inbound_id, filed.reason)
        return
    maillog.filed(inbound_id, filed.disposition, filed.reason, filed.discussion_id, filed.post_id)


def _gives_up(claim: queue.Claim, fault: BaseException) -> bool:
    """Whether an admin is to decide. Where no reading process can be started, no message is to
    blame.
    """
    return claim.fence > len(PAUSES) and not isinstance(fault, ReaderUnavailableError)


def _try_again(
    db: Connection, container: Container, claim: queue.Claim, fault: BaseException
) -> None:
    words = f"{type(fault).__name__}: {fault}"[:500]
    if not _gives_up(claim, fault):
        pause = PAUSES[min(claim.fence, len(PAUSES)) - 1]
        queue.postpone(db, claim, container.clock() + pause, words)
    else:
        queue.finish(db, claim, Outcome(Disposition.HOLD, Reason.GAVE_UP, words))
        notify_held.notify_of_held(
            db, container, claim.id, claim.envelope.reverse_path, "", Reason.GAVE_UP
        )
