"""What is accepted is kept, quickly, and what is refused is written down, within bounds."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.verdict import Disposition, Reason, Verdict
from mailbridge.services.container import Container
from mailbridge.services.receiving import accept, check, refuse
from mailbridge.services.runtime import inbound_state
from mailbridge.store.engine.schema import inbounds, raws
from tests.container import Clock, add_project, open_container

PROJECT = "abcdefghjkmnpqrst@bridge.test"
ENVELOPE = Envelope("anna@client.test", PROJECT, "192.0.2.1", "client.test", "smtp")
UNKNOWN = Verdict(Disposition.REJECT, Reason.UNKNOWN_RECIPIENT, "nobody has it")


@pytest.fixture
async def container(tmp_path: Path, store_url: str) -> AsyncIterator[Container]:
    opened = await open_container(store_url, tmp_path)
    await add_project(opened)
    yield opened
    await opened.close()


class Counted:
    """A store's own `write` and `read`, counted, and failing with `fault` when there is one."""

    def __init__(self, container: Container) -> None:
        self.writes = self.reads = 0
        self.fault: Exception | None = None
        self._write, self._read = container.store.write, container.store.read
        container.store.write, container.store.read = self.write, self.read  # type: ignore[method-assign]

    async def write(self, work: Any, **wishes: Any) -> Any:
        self.writes += 1
        if self.fault is not None:
            raise self.fault
        return await self._write(work, **wishes)

    async def read(self, work: Any) -> Any:
        self.reads += 1
        return await self._read(work)


async def rows(container: Container) -> list[Any]:
    return list(
        await container.store.read(
            lambda db: db.execute(select(inbounds).order_by(inbounds.c.id)).all()
        )
    )


async def test_accept_returns_an_id_for_each_envelope(container: Container) -> None:
    """In the order of the envelopes; the ids go up and find the rows."""
    both = [ENVELOPE, Envelope("", "postmaster")]
    first = await accept.accept(container, both, b"one\r\n")
    second = await accept.accept(container, [ENVELOPE], b"two\r\n")
    assert [*first, *second] == [row.id for row in await rows(container)]
    assert [PROJECT, "postmaster", PROJECT] == [row.forward_path for row in await rows(container)]
    contents = await container.store.read(
        lambda db: db.execute(select(raws.c.content).order_by(raws.c.id)).scalars().all()
    )
    assert [b"one\r\n", b"two\r\n"] == list(contents)


async def test_what_arrives_together_is_committed_together(container: Container) -> None:
    """A hundred messages at once need a few commits; each finds its own bytes again."""
    counted = Counted(container)
    kept = await asyncio.gather(
        *(accept.accept(container, [ENVELOPE], b"%d\r\n" % number) for number in range(100))
    )
    assert counted.writes <= 3
    wanted = select(inbounds.c.id, raws.c.content).join(raws, raws.c.id == inbounds.c.raw_id)
    contents = {
        row.id: row.content
        for row in await container.store.read(lambda db: db.execute(wanted).all())
    }
    assert [b"%d\r\n" % number for number in range(100)] == [contents[ids[0]] for ids in kept]


async def test_one_item_that_cannot_be_kept_does_not_take_others_with_it(
    container: Container,
) -> None:
    """A forward-path no database can hold fails alone, though it was collected with others."""
    bad = Envelope("anna@client.test", "\udcff@bridge.test")
    answers = await asyncio.gather(
        *(
            accept.accept(container, [envelope], b"x\r\n")
            for envelope in (ENVELOPE, ENVELOPE, bad, ENVELOPE)
        ),
        return_exceptions=True,
    )
    assert [list, list, accept.NotKept, list] == [type(answer) for answer in answers]
    assert 3 == len(await rows(container))


async def test_a_peer_that_leaves_does_not_stop_the_others(container: Container) -> None:
    """Cancelling one accept leaves the rest of its group alone; the message itself may be there,
    nobody was told so.
    """
    first = asyncio.create_task(accept.accept(container, [ENVELOPE], b"one\r\n"))
    second = asyncio.create_task(accept.accept(container, [ENVELOPE], b"two\r\n"))
    await asyncio.sleep(0)
    first.cancel()
    assert 1 == len(await second)


@pytest.mark.parametrize(
    ("fault", "reply"),
    [
        (OperationalError("insert", {}, Exception("disk I/O error")), "451 4.3.0"),
        (OperationalError("insert", {}, Exception("database or disk is full")), "452 4.3.1"),
        (OSError(28, "No space left on device"), "452 4.3.1"),
        (RuntimeError("the store is closed"), "451 4.3.0"),
    ],
)
async def test_a_store_that_fails_is_a_transient_failure(
    container: Container, fault: Exception, reply: str
) -> None:
    """The peer is told to come again, in a class-4 reply, for every message of the group."""
    counted = Counted(container)
    counted.fault = fault
    answers = await asyncio.gather(
        *(accept.accept(container, [ENVELOPE], b"x\r\n") for _ in range(3)), return_exceptions=True
    )
    assert [reply] * 3 == [str(answer)[:9] for answer in answers]
    counted.fault = None
    assert 1 == len(await accept.accept(container, [ENVELOPE], b"x\r\n"))


async def test_a_route_once_found_is_believed_for_a_moment(container: Container) -> None:
    """The second RCPT does not ask the store; a refusal is asked for each time."""
    counted = Counted(container)
    assert [check.ACCEPTED] * 2 == [await check.check(container, PROJECT) for _ in range(2)]
    assert 1 == counted.reads
    unknown = [await check.check(container, "nobody@bridge.test") for _ in range(2)]
    assert ([Reason.UNKNOWN_RECIPIENT] * 2, 3) == (
        [verdict.reason for verdict in unknown],
        counted.reads,
    )


async def test_the_same_recipient_asked_for_at_once_is_looked_up_once(container: Container) -> None:
    """Fifty peers that come together make one look; one that leaves takes nobody along."""
    counted = Counted(container)
    asking = [asyncio.create_task(check.check(container, PROJECT)) for _ in range(50)]
    await asyncio.sleep(0)
    asking.pop(0).cancel()
    assert [check.ACCEPTED] * 49 == list(await asyncio.gather(*asking))
    assert 1 == counted.reads


async def test_a_new_project_is_found_right_after_a_refusal(container: Container) -> None:
    """That an address was unknown is not remembered."""
    address = "bcdefghjkmnpqrstu@bridge.test"
    assert Disposition.REJECT == (await check.check(container, address)).disposition
    await add_project(container, "Second", "bcdefghjkmnpqrstu")
    assert Disposition.ACCEPT == (await check.check(container, address)).disposition


async def test_a_refusal_is_written_down(container: Container) -> None:
    """Who, for whom, when, why, and what the peer was told."""
    await refuse.refuse(
        container,
        Envelope("anna@client.test", "nobody@bridge.test", "192.0.2.1", "h.test"),
        UNKNOWN,
    )
    (row,) = await rows(container)
    said = (
        row.reverse_path,
        row.forward_path,
        row.client,
        row.disposition,
        row.reason,
        row.note,
        row.state,
        row.raw_id,
    )
    assert (
        "anna@client.test",
        "nobody@bridge.test",
        "192.0.2.1",
        "reject",
        "unknown-recipient",
        "nobody has it",
        "done",
        None,
    ) == said
    assert (container.clock(), ["door: 550 5.1.1 no such mailbox here"]) == (
        row.received,
        row.trail,
    )


async def test_a_flood_of_refusals_is_counted_and_not_written_down(container: Container) -> None:
    """So many rows a minute, and the next minute's first row says how many more there were."""
    for _ in range(inbound_state.REFUSALS + 7):
        await refuse.refuse(container, ENVELOPE, UNKNOWN)
    assert inbound_state.REFUSALS == len(await rows(container))
    assert isinstance(container.clock, Clock)
    container.clock.forward(minutes=1)
    await refuse.refuse(container, ENVELOPE, UNKNOWN)
    assert (
        "nobody has it (7 more were refused shortly before and not listed)"
        == (await rows(container))[-1].note
    )


async def test_a_refusal_that_cannot_be_written_down_is_no_trouble(container: Container) -> None:
    """The peer has been refused all the same."""
    Counted(container).fault = OperationalError("insert", {}, Exception("disk I/O error"))
    await refuse.refuse(container, ENVELOPE, UNKNOWN)
    assert [] == await rows(container)


async def test_closing_the_container_finishes_what_was_begun(
    tmp_path: Path, sqlite_url: str
) -> None:
    """Messages under way are kept before the store closes."""
    container = await open_container(sqlite_url, tmp_path)
    under_way = [
        asyncio.create_task(accept.accept(container, [ENVELOPE], b"x\r\n")) for _ in range(300)
    ]
    await asyncio.sleep(0)
    await container.close()
    assert 300 == len({ids[0] for ids in await asyncio.gather(*under_way)})


async def test_whoever_files_is_woken(tmp_path: Path, sqlite_url: str) -> None:
    """After the commit, so that there is something to find."""
    woken: list[int] = []
    container = await open_container(sqlite_url, tmp_path)
    container.runtime.wake_ingest.add(lambda: woken.append(1))
    await accept.accept(container, [ENVELOPE], b"x\r\n")
    assert [1] == woken
    await container.close()
