"""A worker's rounds: nobody's mail waits long for a slow letter or a slow DNS."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from mailbridge import maillog
from mailbridge.adapters.reader import ReaderUnavailableError
from mailbridge.domain.inbound import Envelope
from mailbridge.domain.message import Reading
from mailbridge.domain.proof import Evidence
from mailbridge.services.container import Container
from mailbridge.services.filing import ingest
from mailbridge.services.filing.filing_rounds import FilingRounds
from mailbridge.services.receiving import accept
from mailbridge.steps.deciding.address import turns
from mailbridge.store.engine.schema import inbounds
from mailbridge.store.engine.transaction import InterruptedWork
from tests.container import Clock, InProcessReader, add_project, open_container

PROJECT = "abcdefghjkmnpqrst@bridge.test"
FLOOD, HONEST = "203.0.113.9", "192.0.2.1"


class SlowReader(InProcessReader):
    """Takes its time for letters that say so."""

    async def read(self, raw: bytes, reverse_path: str | None = None, **wishes: Any) -> Reading:
        if b"Subject: slow" in raw:
            await asyncio.sleep(0.2)
        return await super().read(raw, reverse_path, **wishes)


class SlowAuthenticator:
    """Waits for DNS until told otherwise, for letters that say so."""

    def __init__(self) -> None:
        self.answered = asyncio.Event()

    async def gather(self, raw: bytes, *_: str | None) -> Evidence:
        if b"Subject: unsure" in raw:
            await self.answered.wait()
        return Evidence()


@pytest.fixture
async def container(store_url: str, tmp_path: Path) -> AsyncIterator[Container]:
    opened = await open_container(store_url, tmp_path, reader=SlowReader())
    opened = replace(opened, authenticator=SlowAuthenticator())
    await add_project(opened)
    yield opened
    await opened.close()


async def bring(container: Container, subject: str, client: str = HONEST) -> int:
    number = bring.counted = getattr(bring, "counted", 0) + 1  # type: ignore[attr-defined]
    content = (
        f"From: <{number}@x.example>\r\nSubject: {subject}\r\nMessage-ID: <{number}@x.example>"
        "\r\n\r\nHello\r\n"
    )
    envelope = Envelope("path@x.example", PROJECT, client)
    return (await accept.accept(container, [envelope], content.encode()))[0]


async def done(container: Container) -> list[int]:
    wanted = select(inbounds.c.id).where(inbounds.c.state == "done").order_by(inbounds.c.id)
    return list(await container.store.read(lambda db: db.execute(wanted).scalars().all()))


async def test_an_honest_letter_does_not_wait_for_thirty_slow_ones(container: Container) -> None:
    """It comes after all of them, and is filed after a few."""
    rounds = FilingRounds(container, seconds=0.1)
    for _ in range(30):
        await bring(container, "slow", FLOOD)
    await rounds.run()
    honest = await bring(container, "hello")
    before = len(await done(container))
    while honest not in await done(container):
        await rounds.run()
    assert len(await done(container)) - before < 6
    await rounds.close()


async def test_who_was_slow_is_last(container: Container, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a letter of a network was slow to read, its others wait for everybody."""
    monkeypatch.setattr(turns, "SHARE", 0.1)
    rounds = FilingRounds(container, seconds=0.05)
    slow = [await bring(container, "slow", FLOOD) for _ in range(3)]
    await rounds.run()
    honest = await bring(container, "hello")
    await rounds.run()
    filed = await done(container)
    assert (True, False) == (honest in filed, slow[2] in filed)
    while await rounds.run():
        pass
    assert [*slow, honest] == await done(container)


async def test_a_letter_that_waits_for_dns_holds_up_nobody(container: Container) -> None:
    """It is carried over to the next rounds, and filed when the answer is there."""
    rounds = FilingRounds(container, seconds=0.05)
    unsure, honest = await bring(container, "unsure"), await bring(container, "hello")
    assert 1 == await rounds.run()
    assert [honest] == await done(container)
    assert 1 == await rounds.run()  # it is under way
    assert isinstance(container.authenticator, SlowAuthenticator)
    container.authenticator.answered.set()
    assert (1, 0) == (await rounds.run(), await rounds.run())
    assert [unsure, honest] == await done(container)


async def test_what_is_under_way_is_given_back_at_the_end(container: Container) -> None:
    """Another worker begins with it at once, and it counts as no try."""
    rounds = FilingRounds(container, seconds=0.05)
    unsure = await bring(container, "unsure")
    await rounds.run()
    await rounds.close()
    assert isinstance(container.authenticator, SlowAuthenticator)
    container.authenticator.answered.set()
    other = FilingRounds(container)
    assert (1, [unsure]) == (await other.run(), await done(container))
    tries = select(inbounds.c.attempts).where(inbounds.c.id == unsure)
    assert 1 == await container.store.read(lambda db: db.execute(tries).scalar())


async def test_two_workers_share_what_waits(container: Container) -> None:
    """Each message is filed once, in as many rounds as it takes: one worker may leave some of them
    to the other.
    """
    numbers = [await bring(container, "hello", f"192.0.{n}.1") for n in range(20)]

    async def work() -> None:
        rounds = FilingRounds(container)
        while await rounds.run():
            pass

    await asyncio.gather(work(), work())
    tries = select(inbounds.c.attempts).distinct()
    assert [1] == list(await container.store.read(lambda db: db.execute(tries).scalars().all()))
    assert numbers == await done(container)


async def test_what_could_not_be_filed_is_tried_when_the_store_is_back(
    container: Container,
) -> None:
    """It does not wait for its own lease to end."""
    rounds = FilingRounds(container)
    filed = await bring(container, "hello")
    store = container.store
    usual, usual_each = store.write, store.write_each

    async def gone(*_: Any, **__: Any) -> Any:
        raise OSError("gone")

    store.write_each = gone  # type: ignore[method-assign]
    with pytest.raises(OSError, match="gone"):
        await rounds.run()
    store.write = gone  # type: ignore[method-assign]
    with pytest.raises(OSError, match="gone"):
        await rounds.run()
    store.write, store.write_each = usual, usual_each  # type: ignore[method-assign]
    assert (1, [filed]) == (await rounds.run(), await done(container))


async def test_what_was_filed_before_the_connection_broke_is_told(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the log, once each; the others are filed in the next round."""
    container = await open_container(postgres_url, tmp_path, reader=SlowReader())
    await add_project(container)
    numbers = [await bring(container, "hello", f"192.0.{n}.1") for n in range(3)]
    usual, told, filed = ingest.file_message, list[int](), list[int]()

    def file_message(db: Connection, *given: Any) -> Any:
        filed.append(len(filed))
        if len(filed) == 2:
            db.execute(select(func.pg_terminate_backend(func.pg_backend_pid())))
        return usual(db, *given)

    monkeypatch.setattr(ingest, "file_message", file_message)
    monkeypatch.setattr(maillog, "filed", lambda number, *_: told.append(number))
    rounds = FilingRounds(container)
    with pytest.raises(InterruptedWork):
        await rounds.run()
    assert (numbers[:1], numbers[:1]) == (told, await done(container))
    while await rounds.run():
        pass
    assert (numbers, numbers) == (told, await done(container))
    await container.close()


async def test_a_message_is_not_to_blame_where_it_cannot_be_read_at_all(
    container: Container,
) -> None:
    """It is tried again until a reading process starts, however often that is."""
    clock, usual = container.clock, container.reader
    assert isinstance(clock, Clock)
    filed = await bring(container, "hello")
    container.reader = NoReader()
    for _ in range(len(ingest.PAUSES) + 3):
        assert 0 == await ingest.drain(container)
        clock.forward(hours=1)
    container.reader = usual
    assert (1, [filed]) == (await ingest.drain(container), await done(container))


class NoReader(InProcessReader):
    async def read(self, raw: bytes, reverse_path: str | None = None, **wishes: Any) -> Reading:
        raise ReaderUnavailableError("the reading process does not start")
