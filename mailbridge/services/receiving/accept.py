"""Mail at the door: may it come in (`check`), and is it kept (`accept`)?

What `accept` returns for is on stable storage. While one commit runs, whatever arrives is collected
and committed together in the next one (group commit), so a disk that syncs slowly makes groups
larger and not the queue longer.
"""

import asyncio
import errno
import hashlib
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from weakref import WeakKeyDictionary

from sqlalchemy.exc import DBAPIError

from mailbridge import maillog
from mailbridge.domain.inbound import Envelope
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.services.container import Container
from mailbridge.services.receiving import hourly_caps, unwelcome_author
from mailbridge.services.receiving.group_commit import GroupCommit
from mailbridge.services.running import verdict_counts
from mailbridge.steps.deciding.address.hourly_caps import names
from mailbridge.steps.deciding.address.route import own_address, redacted, route
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.inbound import forward_path as routing
from mailbridge.store.inbound import queue
from mailbridge.store.inbound.queue import Arrival, Knock, Raw

BIG = 256 * 1024  # bytes from which on the content goes to the blob store
FRESH = 2.0  # seconds that a route, once found, is believed
ROUTES = 4096  # routes remembered
KNOCKS = 60  # refused forward-paths written down each minute; the others are only counted
PATIENCE = 60.0  # seconds until a commit is given up; the peer tries again then
ACCEPTED = Verdict(Disposition.ACCEPT, Reason.FILED)
log = logging.getLogger("mailbridge.receive")


class NotKept(Exception):
    """Raised by `accept`: the message was not taken, and `verdict` says why."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__(str(verdict.reply))


async def check(
    container: Container, reverse_path: str, forward_path: str, client: str | None
) -> Verdict:
    """The answer to RCPT: ACCEPT, or REJECT with its reason. Knows a route again without asking the
    store, for a moment.
    """
    desk = _desk(container)
    known = desk.routes.get(forward_path)
    if known is None or known.until <= asyncio.get_running_loop().time():
        verdict = await _asked(container, desk, forward_path)
        if verdict is not ACCEPTED:
            return verdict
        known = desk.routes.get(forward_path)
    full = (
        desk.tally.full(known.names)
        if known is not None and not hourly_caps.exempt(container, client, "smtp")
        else None
    )
    return (
        await _too_much(container, desk, Envelope(reverse_path, forward_path, client), full)
        if full
        else ACCEPTED
    )


async def accept(container: Container, envelopes: Sequence[Envelope], content: bytes) -> list[int]:
    """Keep a message for each of its forward-paths; returns the inbound ids, durable. Raises
    NotKept.
    """
    desk = _desk(container)
    with desk.busy():
        return await _accepted(container, desk, envelopes, content)


async def _accepted(
    container: Container, desk: "_Desk", envelopes: Sequence[Envelope], content: bytes
) -> list[int]:
    if _hops(content) > container.limits.max_hops:
        raise NotKept(_rejected(Reason.LOOP))  # RFC 5321 section 6.3
    if desk.free() - len(content) < container.limits.free_disk:
        raise NotKept(_rejected(Reason.DISK_FULL))
    refused = await unwelcome_author.refusal(container, envelopes, content)
    if refused is not None:
        for envelope in envelopes:
            await refuse(container, envelope, refused)
        raise NotKept(refused)
    try:
        counted = _counted(container, desk, envelopes, content)
        full = await hourly_caps.over(container, desk.tally, counted) if counted else None
        if full is None:
            ids = await _keep(container, desk, envelopes, content)
            desk.tally.count(counted)
            return ids
    except Exception as fault:  # whatever it is, the peer shall come again
        log.error("%d bytes not kept: %s", len(content), _origin(fault))
        raise NotKept(_rejected(_reason(fault))) from fault
    raise NotKept(await _too_much(container, desk, envelopes[0], full))


async def _keep(
    container: Container, desk: "_Desk", envelopes: Sequence[Envelope], content: bytes
) -> list[int]:
    raw = await _raw(container, content)
    async with asyncio.timeout(PATIENCE):
        return await desk.arrivals.put(Arrival(raw, tuple(envelopes), container.clock()))


def _counted(
    container: Container, desk: "_Desk", envelopes: Sequence[Envelope], content: bytes
) -> list[str]:
    """What the caps count this message for."""
    first = envelopes[0]
    if hourly_caps.exempt(container, first.client, first.door):
        return []
    routes = (desk.routes.get(one.forward_path) for one in envelopes)
    return hourly_caps.counts_for(
        first, content, (route.names for route in routes if route is not None)
    )


async def _too_much(container: Container, desk: "_Desk", envelope: Envelope, full: str) -> Verdict:
    """The peer is told each time; the mail log once an hour."""
    verdict = hourly_caps.verdict(container, full)
    if desk.tally.is_news(full):
        await refuse(container, envelope, verdict)
    return verdict


async def _asked(container: Container, desk: "_Desk", forward_path: str) -> Verdict:
    """What the store says of a forward-path; who asks for the same meanwhile gets the same
    answer.
    """
    asked = desk.asked.get(forward_path)
    if asked is None:
        asked = desk.asked[forward_path] = asyncio.create_task(_find(container, forward_path))
        asked.add_done_callback(lambda _: desk.asked.pop(forward_path, None))
    return await asyncio.shield(asked)


async def refuse(container: Container, envelope: Envelope, verdict: Verdict) -> None:
    """A row in the mail log for what was refused at the door. A flood is counted, not written down;
    a failing store is no matter.
    """
    desk = _desk(container)
    now = container.clock()
    verdict_counts.decided(container, verdict.disposition, verdict.reason)
    if not desk.may_write(now.timestamp()):
        return
    maillog.refused(envelope.reverse_path, envelope.forward_path, verdict.reason, envelope.client)
    left_out, desk.left_out = desk.left_out, 0
    note = (
        f"{verdict.note} ({left_out} more were refused shortly before and not listed)".strip()
        if left_out
        else verdict.note
    )
    try:
        await desk.knocks.put(Knock(envelope, replace(verdict, note=note), now))
    except Exception as fault:  # the peer has its answer all the same
        log.warning("a refusal was not written down: %s", _origin(fault))


@dataclass(frozen=True, slots=True)
class _Known:
    """A route that was found."""

    until: float  # believed till then, in the loop's time
    names: tuple[str, ...]  # what mail by it counts for


@dataclass(slots=True)
class _Desk:
    """What is remembered between two messages."""

    arrivals: GroupCommit[Arrival, list[int]]
    knocks: GroupCommit[Knock, None]
    free: Callable[[], int]  # bytes of room left
    tally: hourly_caps.Tally
    routes: dict[str, _Known] = field(default_factory=dict)  # by forward-path
    asked: dict[str, asyncio.Task[Verdict]] = field(
        default_factory=dict
    )  # forward-paths the store is being asked for
    minute: int = 0
    written: int = 0
    left_out: int = 0
    under_way: int = 0  # messages
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    @contextmanager
    def busy(self) -> Iterator[None]:
        """The store stays open until this is over."""
        self.under_way += 1
        try:
            yield
        finally:
            self.under_way -= 1
            if not self.under_way:
                self.idle.set()

    def may_write(self, now: float) -> bool:
        if int(now) // 60 != self.minute:
            self.minute, self.written = int(now) // 60, 0
        if self.written >= KNOCKS:
            self.left_out += 1
            return False
        self.written += 1
        return True


_DESKS: WeakKeyDictionary[Store, _Desk] = WeakKeyDictionary()


def _desk(container: Container) -> _Desk:
    """One for each open store: whoever knocks at any door of this process stands at the same
    desk.
    """
    found = _DESKS.get(container.store)
    return found if found is not None else _open_desk(container)


def _open_desk(container: Container) -> _Desk:
    async def keep(arrivals: list[Arrival]) -> list[list[int]]:
        ids = await container.store.write(partial(queue.keep, arrivals=arrivals), urgent=True)
        container.wake_ingest()
        return ids

    async def write_down(knocks: list[Knock]) -> list[None]:
        await container.store.write(partial(queue.refuse, knocks=knocks))
        return [None] * len(knocks)

    async def close() -> None:
        _DESKS.pop(container.store, None)
        desk.idle.clear()
        if desk.under_way:
            await desk.idle.wait()
        await desk.arrivals.close()
        await desk.knocks.close()
        await desk.tally.close()

    desk = _DESKS[container.store] = _Desk(
        GroupCommit(keep), GroupCommit(write_down), _room(container), hourly_caps.Tally(container)
    )
    container.closers.append(close)
    return desk


def _room(container: Container) -> Callable[[], int]:
    """How much room there is on the disks that mail goes to."""
    folders = (
        [Path(container.store.url.database).parent]
        if container.store.is_sqlite and container.store.url.database
        else []
    )
    folder = getattr(container.blobs, "folder", None)
    folders += [folder] if folder is not None else []

    def free() -> int:
        disks = [os.statvfs(folder) for folder in folders]
        return min((disk.f_bavail * disk.f_frsize for disk in disks), default=1 << 62)

    return free


async def _find(container: Container, forward_path: str) -> Verdict:
    own = own_address(forward_path, container.domains, container.keys)
    try:
        facts = await container.store.read(
            partial(routing.facts, own=own, forward_path=forward_path, now=container.clock())
        )
    except Exception as fault:  # whatever it is, the peer shall come again
        log.warning("no route for %s: %s", redacted(forward_path), _origin(fault))
        return _rejected(Reason.STORE_FAILED)
    found = route(forward_path, replace(facts, own_domains=container.domains))
    if isinstance(found, Verdict):
        return found
    routes = _desk(container).routes
    if len(routes) >= ROUTES:
        routes.clear()
    routes[forward_path] = _Known(asyncio.get_running_loop().time() + FRESH, names(found))
    return ACCEPTED


async def _raw(container: Container, content: bytes) -> Raw:
    if len(content) <= BIG:
        return Raw(hashlib.sha256(content).hexdigest(), len(content), content)
    digest = await asyncio.to_thread(lambda: hashlib.sha256(content).hexdigest())
    await container.blobs.put(digest, content)
    return Raw(digest, len(content), None)


def _hops(content: bytes) -> int:
    """Received fields of the header section."""
    end = content.find(b"\r\n\r\n")
    head = content[: end if end >= 0 else len(content)][:BIG]
    return (b"\n" + head).lower().count(b"\nreceived:")


def _rejected(reason: Reason) -> Verdict:
    return Verdict(Disposition.REJECT, reason)


def _origin(fault: BaseException) -> BaseException:
    """The fault in the driver's own words, without the statement and its parameters: a log is no
    place for addresses.
    """
    return fault.orig if isinstance(fault, DBAPIError) and fault.orig is not None else fault


def _reason(fault: BaseException) -> Reason:
    origin = _origin(fault)
    full = (
        getattr(origin, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
        or getattr(origin, "sqlstate", None) == "53100"
    )
    return Reason.DISK_FULL if full or "disk is full" in str(origin) else Reason.STORE_FAILED
