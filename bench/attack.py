"""The mail door under attack: how long does an honest letter take, and how fast do others go on?

The attackers come from two addresses and come again whenever they are turned away: four that
declare 25 MB and send nothing, 300 that are silent, 300 that send a byte now and then (half of them
within a command, half within a content), and twenty that send junk commands. Meanwhile one letter
after the other comes from a third address, and mail over fifty connections of a fourth.
Then letters that are dear to read come from one network, one of each kind by itself and thirty at
once, and an honest letter after them: how long until it is filed? `--seconds N --messages N`; of
that alone with `--messages 0`. Ends with 1 when an honest letter has to wait too long.
"""

import argparse
import asyncio
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import _machine
import _messages
import accept
import hostile
import serving

ATTACKERS, HONEST = ("127.0.1.1", "127.0.2.1"), "127.0.3.1"
IDLERS, SILENT, DRIPPING, BABBLING = 4, 300, 300, 20
DRIP = 3.0  # seconds between two bytes
PAUSE = 1.0  # seconds before an attacker comes again
LONGEST_WAIT, LEAST_RATE = 3.0, 0.5
DEAR, DEAR_SIZE, LATEST = 30, 200_000, 5.0
DELAY = 2.0  # seconds that one letter may hold up another one
DEAREST = (
    "text: short lines",
    "text: quoted and not",
    "text: dashes",
    "html: lists",
    "text: commands",
)
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def main() -> int:
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--seconds", type=float, default=40.0, help="of attack before measuring")
    wishes.add_argument("--messages", type=int, default=3000)
    told = wishes.parse_args()
    if told.messages:
        with serving_server("smtp") as (server, _):
            measured(server, told.seconds, told.messages)
    with serving_server("smtp,worker") as (server, folder):
        usual, *after_one, after_all = asyncio.run(after_dear(server, folder))
    print(f"an honest letter by itself was filed in {usual:.2f} s")
    print(f"after one dear one in {max(after_one):.2f} s at most (below {usual + DELAY:.2f})")
    print(f"after {DEAR} dear ones in {after_all:.2f} s (below {usual + LATEST:.2f})")
    return 1 if max(after_one) - usual > DELAY or after_all - usual > LATEST else 0


@contextmanager
def serving_server(doors: str) -> Iterator[tuple[accept.Server, Path]]:
    """A server of ours with a project and three members, and where its data is."""
    with tempfile.TemporaryDirectory(prefix="mailbridge-bench-") as name:
        port = accept._free_port()
        settings = {
            "DATA_DIR": name,
            "DOMAIN": "bridge.test",
            "SMTP__LISTEN": f"127.0.0.1:{port}",
            "SMTP__MIN_FREE_DISK": "1",
        }
        environment = os.environ | {f"MAILBRIDGE_{key}": value for key, value in settings.items()}
        recipient = serving.settled(environment)
        serve = [*serving.COMMAND, "serve", "--only", doors]
        with accept._process(serve, port, environment) as process:
            yield accept.Server("ours", port, process.pid, recipient, lambda _: None), Path(name)


def measured(server: accept.Server, seconds: float, messages: int) -> None:
    accept.load(server, 500)  # warm
    before, waited_before = usual(server, messages)
    attack = subprocess.Popen(  # in a process of its own, as attackers are
        [sys.executable, __file__, "--attack", str(server.port), server.recipient],
    )
    try:
        time.sleep(seconds)
        under, waited = usual(server, messages)
    finally:
        attack.terminate()
        attack.wait()
    print(f"yardstick {_machine.yardstick():.1f} ms")
    print(f"usual: {before:.0f} messages/s, an honest letter {waited_before:.2f} s at most")
    print(f"attacked: {under:.0f} messages/s, an honest letter {waited:.2f} s at most")
    print(f"longest wait of an honest letter: {waited:.2f} s (below {LONGEST_WAIT:.0f})")
    print(f"rate under attack to the usual one: {under / before:.2f} (at least {LEAST_RATE})")


def usual(server: accept.Server, messages: int) -> tuple[float, float]:
    """Messages a second over fifty connections, and the longest wait of one letter meanwhile."""
    waits: list[float] = []
    over = threading.Event()
    honest = threading.Thread(target=lambda: asyncio.run(letters(server, waits, over)))
    honest.start()
    took = accept.load(server, messages)[0]
    time.sleep(2)
    over.set()
    honest.join()
    return messages / took, max(waits)


async def letters(server: accept.Server, waits: list[float], over: threading.Event) -> None:
    """One letter after the other over connections of their own, until it is over."""
    while not over.is_set():
        began = time.perf_counter()
        while not await sent(server):
            await asyncio.sleep(0.1)  # as a mail server tries again, only sooner
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(0.1)


async def after_dear(server: accept.Server, folder: Path) -> list[float]:
    """Seconds until an honest letter is filed that comes after none, after one of each kind that is
    dear to read, and after thirty of them.
    """
    dear = [hostile.KINDS[kind](DEAR_SIZE).replace(b"><", b">\r\n<") for kind in DEAREST]
    several = [dear[number % len(dear)] for number in range(DEAR)]
    await filed_after(server, folder, [])  # warm
    alone = [await filed_after(server, folder, [])]
    after_one = [await filed_after(server, folder, [raw]) for raw in dear]
    return [*alone, *after_one, await filed_after(server, folder, several)]


async def filed_after(server: accept.Server, folder: Path, dear: list[bytes]) -> float:
    """Seconds until an honest letter is filed that comes after these."""
    mails = (_messages.Mail("mallory@evil.test", 0, raw) for raw in dear)
    if dear:
        await serving._connection(server, mails)
    began = time.perf_counter()
    await sent(server)
    last = await asyncio.to_thread(newest, folder)
    while not await asyncio.to_thread(is_filed, folder, last):
        await asyncio.sleep(0.02)
    return time.perf_counter() - began


def newest(folder: Path) -> int:
    return asked(folder, "SELECT max(id) FROM inbounds")


def is_filed(folder: Path, inbound: int) -> bool:
    return asked(folder, f"SELECT state = 'done' FROM inbounds WHERE id = {inbound:d}") == 1


def asked(folder: Path, question: str) -> int:
    with closing(sqlite3.connect(f"file:{folder}/mailbridge.sqlite?mode=ro", uri=True)) as db:
        return int(db.execute(question).fetchone()[0])


async def sent(server: accept.Server) -> bool:
    """Whether a letter was taken."""
    with suppress(OSError, asyncio.IncompleteReadError):
        reader, writer = await connected(server.port, HONEST)
        replies = [await reader.readline()]
        for words in (
            b"HELO honest.client.test",
            b"MAIL FROM:<anna@client.test>",
            b"RCPT TO:<%s>" % server.recipient.encode(),
            b"DATA",
            b"Subject: hello\r\nMessage-ID: <%x@x.test>\r\n\r\nHello.\r\n."
            % random.getrandbits(64),
        ):
            writer.write(words + b"\r\n")
            replies.append(await reader.readline())
        writer.close()
        return all(reply[:1] in (b"2", b"3") for reply in replies) and len(replies) == 6
    return False


async def connected(port: int, address: str) -> Streams:
    return await asyncio.open_connection("127.0.0.1", port, local_addr=(address, 0))


async def attack(port: int, recipient: bytes) -> None:
    """All attackers at once, without end."""
    ways: list[tuple[int, Callable[[Streams, bytes], Awaitable[None]]]] = [
        (IDLERS, declare),
        (SILENT, be_silent),
        (DRIPPING // 2, drip_command),
        (DRIPPING - DRIPPING // 2, drip_content),
        (BABBLING, babble),
    ]
    attackers = [
        again(port, ATTACKERS[number % 2], way, recipient)
        for count, way in ways
        for number in range(count)
    ]
    await asyncio.gather(*attackers)


async def again(
    port: int, address: str, way: Callable[[Streams, bytes], Awaitable[None]], recipient: bytes
) -> None:
    while True:
        with suppress(OSError, asyncio.IncompleteReadError):
            streams = await connected(port, address)
            try:
                await way(streams, recipient)
            finally:
                streams[1].close()
        await asyncio.sleep(PAUSE)


async def declare(streams: Streams, recipient: bytes) -> None:
    await begun(streams, recipient, b" SIZE=26000000")
    await streams[0].read()


async def be_silent(streams: Streams, recipient: bytes) -> None:
    await streams[0].read()


async def drip_command(streams: Streams, recipient: bytes) -> None:
    await drip(streams, b"N")


async def drip_content(streams: Streams, recipient: bytes) -> None:
    await begun(streams, recipient, b"")
    await drip(streams, b"x")


async def drip(streams: Streams, octet: bytes) -> None:
    """One octet after the other, until the connection is closed."""
    closed = asyncio.ensure_future(streams[0].read())
    while not closed.done():
        streams[1].write(octet)
        await asyncio.wait([closed], timeout=DRIP)
    with suppress(OSError):
        await closed


async def babble(streams: Streams, recipient: bytes) -> None:
    while True:
        streams[1].write(b"GET / HTTP/1.1\r\n")
        await streams[1].drain()
        if not await streams[0].readline():
            return


async def begun(streams: Streams, recipient: bytes, declared: bytes) -> None:
    """A mail transaction up to its content."""
    reader, writer = streams
    await reader.readline()
    mail, rcpt = b"MAIL FROM:<mallory@evil.test>" + declared, b"RCPT TO:<" + recipient + b">"
    for words in (b"EHLO evil.test", mail, rcpt, b"DATA"):
        writer.write(words + b"\r\n")
        line = await reader.readline()
        while line[3:4] == b"-":
            line = await reader.readline()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--attack"]:
        asyncio.run(attack(int(sys.argv[2]), sys.argv[3].encode()))
    else:
        sys.exit(main())
