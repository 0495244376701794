"""250 means kept: whatever was acknowledged is filed exactly once, whatever dies and whenever."""

import asyncio
import os
import random
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mailbridge.store import migrations
from mailbridge.store.engine.schema import inbounds, posts
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.inbound import queue
from tests.container import DOMAIN, add_project, open_container

KILLS = 8  # `make chaos` kills as often as one wishes
CONNECTIONS = 12
PROJECT = f"abcdefghjkmnpqrst@{DOMAIN}"
ROOT = Path(__file__).parent.parent


class Servers:
    """One server after the other, on the same port and the same database."""

    def __init__(self, url: str, folder: Path, **settings: str) -> None:
        self.port = free_port()
        self._settings = {
            "MAILBRIDGE_DATA_DIR": str(folder),
            "MAILBRIDGE_DATABASE_URL": url,
            "MAILBRIDGE_DOMAIN": DOMAIN,
            "MAILBRIDGE_LETTERS__UNDO_SECONDS": "0",
            "MAILBRIDGE_LETTERS__MERGE_SECONDS": "0",
            "MAILBRIDGE_SMTP__LISTEN": f"127.0.0.1:{self.port}",
            "MAILBRIDGE_SMTP__MIN_FREE_DISK": "1",
            "MAILBRIDGE_WORKER__PROCESSES": "1",
            **settings,
        }
        self._pid: int | None = None

    async def __aenter__(self) -> "Servers":
        pipe = asyncio.subprocess.PIPE
        command = (sys.executable, "-m", "tests.server_process")
        self._parent = await asyncio.create_subprocess_exec(
            *command,
            cwd=ROOT,
            env=os.environ | self._settings,
            stdin=pipe,
            stdout=pipe,
            stderr=asyncio.subprocess.DEVNULL,
        )
        return self

    async def __aexit__(self, *fault: object) -> None:
        if self._pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
        self._parent.kill()
        await self._parent.communicate()

    async def start(self) -> None:
        """Returns when it takes connections."""
        assert self._parent.stdin is not None
        self._parent.stdin.write(b"go\n")
        self._pid = await self._told()
        for _ in range(2000):
            with suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.close()
                return
            await asyncio.sleep(0.01)
        raise AssertionError("the server never opened its port")

    async def end(self, how: signal.Signals) -> int:
        """Send the signal and return how the server ended."""
        assert self._pid is not None
        os.kill(self._pid, how)
        ended = await self._told()
        self._pid = None
        return ended

    async def _told(self) -> int:
        assert self._parent.stdout is not None
        return int(await self._parent.stdout.readline())


class Client:
    """Delivers one message after the other as a mail server does: again and again until it is told
    250.
    """

    def __init__(self, name: int, port: int) -> None:
        self.acknowledged: list[str] = []
        self.begun = 0
        self._name = name
        self._port = port

    async def run(self, stopping: asyncio.Event) -> None:
        message_id = self._new()
        while not stopping.is_set():
            with suppress(OSError, EOFError):
                reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
                try:
                    await self._expect(reader, b"2")
                    await self._say(reader, writer, b"EHLO client.test\r\n", b"2")
                    while not stopping.is_set():
                        await self._deliver(reader, writer, message_id)
                        self.acknowledged.append(message_id)
                        message_id = self._new()
                finally:
                    writer.close()
            await asyncio.sleep(0.02)

    def _new(self) -> str:
        self.begun += 1
        return f"{self._name}.{self.begun}@client.test"

    async def _deliver(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, message_id: str
    ) -> None:
        await self._say(reader, writer, b"MAIL FROM:<anna@client.test>\r\n", b"2")
        await self._say(reader, writer, f"RCPT TO:<{PROJECT}>\r\n".encode(), b"2")
        await self._say(reader, writer, b"DATA\r\n", b"3")
        head = (
            f"From: anna@client.test\r\nMessage-ID: <{message_id}>\r\nSubject: About "
            f"{message_id}\r\n\r\n"
        )
        body = b"Good morning.\r\n" * (
            1 + len(self.acknowledged) * 37 % 300
        )  # the same when it is delivered again
        await self._say(reader, writer, head.encode() + body + b".\r\n", b"250")

    async def _say(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        octets: bytes,
        expected: bytes,
    ) -> None:
        writer.write(octets)
        await self._expect(reader, expected)

    async def _expect(self, reader: asyncio.StreamReader, expected: bytes) -> None:
        while (line := await reader.readline())[3:4] == b"-":
            pass
        if not line.endswith(b"\n") or not line.startswith(expected):
            raise EOFError


@pytest.mark.timeout(240)
async def test_what_was_acknowledged_is_filed_once_however_often_the_server_is_killed(
    bare_url: str, tmp_path: Path
) -> None:
    """Twenty times SIGKILL at random moments under load from many connections, then each
    acknowledged message is one post.
    """
    await prepare(bare_url, tmp_path)
    stopping = asyncio.Event()
    async with Servers(bare_url, tmp_path / "data") as servers:
        clients = [Client(number, servers.port) for number in range(CONNECTIONS)]
        running = [asyncio.create_task(client.run(stopping)) for client in clients]
        for _ in range(KILLS):
            await servers.start()
            await some_more(clients, random.randrange(16))
            assert -signal.SIGKILL == await servers.end(signal.SIGKILL)
        await servers.start()
        await some_more(clients, 40)
        stopping.set()
        await asyncio.gather(*running)
        await everything_filed(bare_url)
        assert 0 == await servers.end(signal.SIGTERM)
    await each_is_one_post(bare_url, clients)


async def some_more(clients: list[Client], count: int) -> None:
    """Wait until so many more messages are acknowledged, or a second has gone."""
    before = sum(len(client.acknowledged) for client in clients)
    for _ in range(500):
        await asyncio.sleep(0.002)
        if sum(len(client.acknowledged) for client in clients) - before >= count:
            return


async def prepare(url: str, folder: Path) -> None:
    store = Store(url)
    await store.write(migrations.upgrade)
    await store.close()
    container = await open_container(url, folder)
    await add_project(container)
    await container.close()


async def everything_filed(url: str) -> None:
    store = Store(url)
    for _ in range(1200):
        if await store.read(queue.count_waiting) == 0:
            break
        await asyncio.sleep(0.05)
    assert 0 == await store.read(queue.count_waiting)
    await store.close()


async def each_is_one_post(url: str, clients: list[Client]) -> None:
    store = Store(url)
    counted = select(posts.c.message_id, func.count()).group_by(posts.c.message_id)
    found = {row[0]: row[1] for row in await store.read(lambda db: db.execute(counted).all())}
    stopped = await store.read(
        lambda db: db.execute(select(inbounds.c.reason).distinct()).scalars().all()
    )
    await store.close()
    acknowledged = {message_id for client in clients for message_id in client.acknowledged}
    assert len(acknowledged) > KILLS
    assert dict.fromkeys(acknowledged, 1) == {
        message_id: found.get(message_id, 0) for message_id in acknowledged
    }
    assert {1} == set(found.values())
    assert {"filed", "duplicate"} >= set(stopped)


def free_port() -> int:
    """Below the ports that connecting sockets get: a client that tries again and again could
    connect to itself.
    """
    for _ in range(100):
        port = random.randrange(20_000, 32_000)
        with socket.socket() as tried, suppress(OSError):
            tried.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")
