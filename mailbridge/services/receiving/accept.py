"""Keeping a message: what `accept` returns for is on stable storage.

While one commit runs, whatever arrives is collected and committed together in the next one (group
commit), so a disk that syncs slowly makes groups larger and not the queue longer.
"""

import asyncio
import errno
import hashlib
from collections.abc import Sequence

from mailbridge import maillog
from mailbridge.domain.inbound import Envelope
from mailbridge.domain.verdict import Reason, Verdict
from mailbridge.services.container import Container
from mailbridge.services.receiving import hourly_caps, unwelcome_author
from mailbridge.services.receiving.arriving_head import ArrivingHead
from mailbridge.services.receiving.refuse import (
    driver_fault,
    log,
    refuse,
    refuse_over_cap,
    rejected,
)
from mailbridge.services.runtime.disk_room import room_left
from mailbridge.services.runtime.inbound_state import InboundState
from mailbridge.store.inbound.arrivals import Arrival, Raw

BIG = 256 * 1024  # bytes from which on the content goes to the blob store
PATIENCE = 60.0  # seconds until a commit is given up; the peer tries again then


class NotKept(Exception):
    """Raised by `accept`: the message was not taken, and `verdict` says why."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__(str(verdict.reply))


async def accept(container: Container, envelopes: Sequence[Envelope], content: bytes) -> list[int]:
    """Keep a message for each of its forward-paths; returns the inbound ids, durable. Raises
    NotKept.
    """
    state = container.runtime.inbound
    with state.busy():
        return await _accepted(container, state, envelopes, content)


async def _accepted(
    container: Container, state: InboundState, envelopes: Sequence[Envelope], content: bytes
) -> list[int]:
    if _count_hops(content) > container.limits.max_hops:
        raise NotKept(rejected(Reason.LOOP))  # RFC 5321 section 6.3
    if room_left(container.runtime.folders) - len(content) < container.limits.free_disk:
        raise NotKept(rejected(Reason.DISK_FULL))
    arriving = ArrivingHead(content)
    refused = await unwelcome_author.find_refusal(container, envelopes, content, arriving)
    if refused is not None:
        for envelope in envelopes:
            await refuse(container, envelope, refused)
        raise NotKept(refused)
    try:
        over, amount = await _share(container, state, envelopes, arriving, len(content))
        if over is None:
            ids = await _keep(container, state, envelopes, content)
            state.tally.count(amount)
            first = envelopes[0]
            maillog.kept(ids, first.reverse_path, len(content), first.client)
            return ids
    except Exception as fault:  # whatever it is, the peer shall come again
        log.error("%d bytes not kept: %s", len(content), driver_fault(fault))
        raise NotKept(rejected(_reason(fault))) from fault
    raise NotKept(await refuse_over_cap(container, state, envelopes[0], over))


async def _keep(
    container: Container, state: InboundState, envelopes: Sequence[Envelope], content: bytes
) -> list[int]:
    raw = await _store_raw(container, content)
    async with asyncio.timeout(PATIENCE):
        return await state.arrivals.put(Arrival(raw, tuple(envelopes), container.clock()))


async def _share(
    container: Container,
    state: InboundState,
    envelopes: Sequence[Envelope],
    arriving: ArrivingHead,
    size: int,
) -> tuple[str | None, dict[str, int]]:
    """Which cap this message is over, if it is over one; and what it counts for."""
    first = envelopes[0]
    if hourly_caps.is_exempt(container, first.client, first.door):
        return None, {}
    routes = (state.routes.get(envelope.forward_path) for envelope in envelopes)
    names = [name for route in routes if route is not None for name in route.names]
    if not names:
        return None, {}
    message = hourly_caps.arriving_message(first, await arriving.message(), size)
    amount = hourly_caps.counted(message, names)
    return await hourly_caps.find_exceeded(container, state.tally, message, amount), amount


async def _store_raw(container: Container, content: bytes) -> Raw:
    if len(content) <= BIG:
        return Raw(hashlib.sha256(content).hexdigest(), len(content), content)
    digest = await asyncio.to_thread(lambda: hashlib.sha256(content).hexdigest())
    await container.blobs.put(digest, content)
    return Raw(digest, len(content), None)


def _count_hops(content: bytes) -> int:
    """Received fields of the header section."""
    end = content.find(b"\r\n\r\n")
    head = content[: end if end >= 0 else len(content)][:BIG]
    return (b"\n" + head).lower().count(b"\nreceived:")


def _reason(fault: BaseException) -> Reason:
    origin = driver_fault(fault)
    full = (
        getattr(origin, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
        or getattr(origin, "sqlstate", None) == "53100"
    )
    return Reason.DISK_FULL if full or "disk is full" in str(origin) else Reason.STORE_FAILED
