"""What the doctor says of ports, links, safety copies and large messages."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from mailbridge.doors.backup_check import check_backup
from mailbridge.doors.blobs_check import check_kept
from mailbridge.doors.cli.frame.asking import say_line
from mailbridge.doors.network_checks import check_links
from mailbridge.doors.port_checks import check_ports
from mailbridge.settings import load
from mailbridge.store.engine import installation
from tests.container import Clock, open_container
from tests.files import files
from tests.services.post_office import PostOffice


@pytest.fixture
async def listener() -> AsyncIterator[int]:
    """The port of a program that greets like a mail server of bridge.test."""

    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 bridge.test ESMTP\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()


@pytest.mark.parametrize(
    ("domain", "state", "words"),
    [("bridge.test", "ok", "smtp answers at"), ("other.test", "fault", "another program has")],
)
async def test_a_port_in_use_is_ours_or_another_programs(
    listener: int, domain: str, state: str, words: str
) -> None:
    """Its greeting tells."""
    variables = {
        "MAILBRIDGE_DOMAIN": domain,
        "MAILBRIDGE_SMTP__LISTEN": f"127.0.0.1:{listener}",
        "MAILBRIDGE_WEB__LISTEN": "127.0.0.1:0",
    }
    smtp, web = await check_ports(load(None, variables, fallback=None))
    assert (state, True, "ok") == (smtp.state, words in smtp.words, web.state)


async def test_a_place_for_a_socket_that_is_none(tmp_path: Path) -> None:
    """A file stands there."""
    (tmp_path / "lmtp").touch()
    variables = {f"MAILBRIDGE_{name}__LISTEN": "127.0.0.1:0" for name in ("SMTP", "WEB")}
    variables["MAILBRIDGE_LMTP__LISTEN"] = str(tmp_path / "lmtp")
    *_, lmtp = await check_ports(load(None, variables, fallback=None))
    assert "fault" == lmtp.state


@pytest.mark.parametrize(
    ("domain", "url", "state"),
    [
        ("agency.co", "https://bridge.agency.co", "ok"),
        ("agency.co", "http://bridge.agency.co", "warning"),
        ("agency.co", "https://127.0.0.1", "fault"),
        ("agency.co", "https://10.0.0.7", "fault"),
        ("agency.co", "https://bridge.local", "fault"),
        ("localhost", "http://127.0.0.1:8025", "ok"),
    ],
)
def test_links_that_nobody_can_follow(domain: str, url: str, state: str) -> None:
    """By https, at a place that the world can reach."""
    variables = {"MAILBRIDGE_DOMAIN": domain, "MAILBRIDGE_PUBLIC_URL": url}
    assert state == check_links(load(None, variables, fallback=None)).state


async def test_how_old_the_newest_safety_copy_is(sqlite_url: str, tmp_path: Path) -> None:
    """None, one of today, one of last week."""
    container = await open_container(sqlite_url, tmp_path, clock=Clock())
    states = [(await check_backup(container)).state]
    for days in (0, 7):
        made = container.clock() - timedelta(days=days)
        await container.store.write(lambda db, at=made: installation.note_backup(db, at))  # type: ignore[misc]
        states.append((await check_backup(container)).state)
    await container.close()
    assert ["warning", "ok", "warning"] == states


async def test_large_messages_are_compared_with_their_digests(
    sqlite_url: str, tmp_path: Path
) -> None:
    """One bit of a file is another, and one file is gone: the doctor names the first."""
    container = await open_container(sqlite_url, tmp_path)
    office = await PostOffice(container).open()
    assert [] == await check_kept(container)
    for number in range(3):
        await office.bring("Maria <maria@bloom.example>", f"Photos {number}", "x" * 300_000)
    assert ["ok"] == [finding.state for finding in await check_kept(container)]
    first, second, _ = files(tmp_path / "blobs", "*")
    changed = bytearray(first.read_bytes())
    changed[7] ^= 1
    first.write_bytes(changed)
    second.unlink()
    (fault,) = await check_kept(container)
    assert "fault" == fault.state
    assert "of the newest 3 large messages 2 are damaged or gone" in fault.words
    await container.close()


def test_findings_into_a_pipe_that_nobody_reads_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """`doctor | head -1` has seen enough: no trace, and the rest goes nowhere."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        for number in range(3):
            say_line(f"finding {number}")
    monkeypatch.undo()
