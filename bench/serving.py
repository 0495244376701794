"""`mailbridge serve` as it is run, under mail: CPU a message of all its processes, the most memory
they take, and one message of 25 MB.

Mail of our own making over 20 connections, filed and told to three members, letters kept in the
outbox. `--messages N`.
"""

import argparse
import asyncio
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import _machine
import _messages
import accept

CONNECTIONS, READERS, WARM = 20, 3, 100
MOST_MEMORY, MOST_FOR_BIG, LONGEST_WAIT = 250, 150, 1.0  # MB, MB, seconds
COMMAND = [sys.executable, "-m", "mailbridge"]


def main() -> None:
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--messages", type=int, default=900)
    told = wishes.parse_args()
    with tempfile.TemporaryDirectory(prefix="mailbridge-bench-") as name:
        folder = Path(name)
        port = accept._free_port()
        settings = {
            "LETTERS__UNDO_SECONDS": "0",
            "LETTERS__MERGE_SECONDS": "0",
            "DATA_DIR": name,
            "DOMAIN": "bridge.test",
            "SMTP__LISTEN": f"127.0.0.1:{port}",
            "SMTP__MIN_FREE_DISK": "1",
        }
        caps = {f"FLOODS__{cap}_PER_HOUR": "0" for cap in ("AUTHOR", "ALIAS", "PROJECT")}
        environment = os.environ | {
            f"MAILBRIDGE_{key}": value for key, value in (settings | caps).items()
        }
        recipient = settled(environment)
        with accept._process(
            [*COMMAND, "serve", "--only", "smtp,worker"], port, environment
        ) as process:
            server = accept.Server("ours", port, process.pid, recipient, lambda messages: None)
            print(f"at rest {_machine.memory(process.pid):.0f} MB")
            mails = _messages.messages(WARM + told.messages)
            asyncio.run(under_load(server, folder, mails))
            asyncio.run(one_big(server, folder))


def settled(environment: dict[str, str]) -> str:
    """A project with three members; returns its address."""
    made = _said(environment, "project", "add", "Bench", "--json")
    for one in range(READERS):
        _said(
            environment,
            "person",
            "add",
            f"member{one}@agency.test",
            "--name",
            f"Member {one}",
            "--role",
            "member",
        )
        _said(environment, "person", "join", f"member{one}@agency.test", "Bench")
    return str(json.loads(made)["address"])


def _said(environment: dict[str, str], *words: str) -> str:
    return subprocess.run(
        [*COMMAND, *words], env=environment, check=True, capture_output=True, text=True
    ).stdout


async def under_load(server: accept.Server, folder: Path, mails: list[_messages.Mail]) -> None:
    await _send(server, mails[:WARM])
    await _filed(folder, WARM)
    yardstick, syncs = _machine.yardstick(), _machine.syncs(folder)
    before, began = _machine.cpu(server.pid), time.perf_counter()
    with _machine.Peak(server.pid) as peak:
        await _send(server, mails[WARM:])
        accepted = time.perf_counter() - began
        await _filed(folder, len(mails))
    count, seconds, used = (
        len(mails) - WARM,
        time.perf_counter() - began,
        _machine.cpu(server.pid) - before,
    )
    print(
        f"{count} messages: accepted {count / accepted:.0f}/s, filed {count / seconds:.0f}/s, "
        f"{used / count * 1e3:.2f} ms CPU a message"
    )
    print(
        f"at most {peak.megabytes:.0f} MB (below {MOST_MEMORY}); "
        f"yardstick {yardstick:.1f} ms, {syncs:.0f} syncs/s"
    )


async def _send(server: accept.Server, mails: list[_messages.Mail]) -> None:
    left = iter(mails)
    await asyncio.gather(*(_connection(server, left) for _ in range(CONNECTIONS)))


async def _connection(server: accept.Server, left: Iterator[_messages.Mail]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    await reader.readline()
    await _ask(reader, writer, b"HELO load.client.test\r\n")
    for mail in left:
        await _ask(reader, writer, b"MAIL FROM:<%s>\r\n" % mail.reverse_path.encode())
        await _ask(reader, writer, b"RCPT TO:<%s>\r\n" % server.recipient.encode())
        await _ask(reader, writer, b"DATA\r\n")
        await _ask(reader, writer, mail.raw.replace(b"\r\n.", b"\r\n..") + b"\r\n.\r\n")
    writer.close()


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, words: bytes) -> None:
    writer.write(words)
    reply = await reader.readline()
    assert reply[:1] in (b"2", b"3"), reply


async def _filed(folder: Path, count: int) -> None:
    while _count(folder) < count:
        await asyncio.sleep(0.05)


def _count(folder: Path) -> int:
    db = sqlite3.connect(f"file:{folder}/mailbridge.sqlite?mode=ro", uri=True)
    try:
        return int(db.execute("SELECT count(*) FROM inbounds WHERE state = 'done'").fetchone()[0])
    finally:
        db.close()


async def one_big(server: accept.Server, folder: Path) -> None:
    """A message of 25 MB, until it is filed; others come and go meanwhile."""
    before, filed, waits, over = _machine.memory(server.pid), _count(folder), [0.0], asyncio.Event()

    async def small() -> None:
        for number in range(100_000):
            mail = _messages.Mail(
                "user@elsewhere.test",
                0,
                b"Subject: small\r\nMessage-ID: <small%d@x.test>\r\n\r\nHello" % number,
            )
            began = time.perf_counter()
            await _connection(server, iter([mail]))
            waits.append(time.perf_counter() - began)
            if over.is_set():
                return
            await asyncio.sleep(0.05)

    with _machine.Peak(server.pid) as peak:
        others = asyncio.create_task(small())
        began = time.perf_counter()
        reply = await asyncio.to_thread(accept._send_big, server)
        accepted = time.perf_counter() - began
        await _filed(folder, filed + 1 + len(waits))
        over.set()
        await others
    more, usual = peak.megabytes - before, statistics.median(waits)
    print(f"25 MB: {reply!r} after {accepted:.2f} s; {more:.0f} MB more (below {MOST_FOR_BIG}); "
          f"others waited {max(waits):.2f} s at most (below {LONGEST_WAIT}), "
          f"{usual:.2f} s as a rule")  # fmt: skip


if __name__ == "__main__":
    main()
