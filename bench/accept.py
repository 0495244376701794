"""Mail accepted over SMTP and on stable storage: ours, a bare aiosmtpd sink with group commit, and
Postfix to a Maildir.

5 kB messages, 50 connections, one process of ours on uvloop, taken in turns; medians. `--rounds N
--messages N`.
"""

import argparse
import asyncio
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import _machine
import _postfix

HERE = Path(__file__).parent
CONNECTIONS = 50
TARGET_RATE, TARGET_CPU = 1.5, 1.4
BIG = 25_000_000


@dataclass
class Server:
    name: str
    port: int
    pid: int
    recipient: str
    settled: Callable[[int], None]  # returns when so many messages are done with


@dataclass
class Figures:
    rate: float  # messages a second
    cpu: float  # milliseconds a message
    p99: float  # milliseconds from the final dot to 250
    peak: float  # MB
    yardstick: float
    syncs: float


def main() -> None:
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--rounds", type=int, default=3)
    wishes.add_argument("--messages", type=int, default=4000)
    wishes.add_argument("--only", default="ours,sink,postfix")
    told = wishes.parse_args()
    with tempfile.TemporaryDirectory(prefix="mailbridge-bench-") as name, ExitStack() as open_:
        folder = Path(name)
        folder.chmod(0o755)
        servers = [
            open_.enter_context(_SERVERS[each](folder / each))
            for each in told.only.split(",")
            if each in _SERVERS
        ]
        figures = measured(
            [server for server in servers if server is not None], folder, told.rounds, told.messages
        )
        report(figures)
        if servers[0] is not None and servers[0].name == "ours":
            print(asyncio.run(one_big(servers[0])))


def measured(
    servers: list[Server], folder: Path, rounds: int, messages: int
) -> dict[str, list[Figures]]:
    figures: dict[str, list[Figures]] = defaultdict(list)
    for server in servers:
        load(server, 500)  # warm
    for _ in range(rounds):
        for server in servers:
            figures[server.name].append(one_run(server, folder, messages))
    return figures


def one_run(server: Server, folder: Path, messages: int) -> Figures:
    yardstick, syncs = _machine.yardstick(), _machine.syncs(folder)
    before = _machine.cpu(server.pid)
    with _machine.Peak(server.pid) as peak:
        seconds, _, p99, _ = load(server, messages)
    used = _machine.cpu(server.pid) - before
    return Figures(messages / seconds, used / messages * 1e3, p99, peak.megabytes, yardstick, syncs)


def load(server: Server, messages: int) -> list[float]:
    command = [
        sys.executable,
        str(HERE / "_load.py"),
        str(server.port),
        str(CONNECTIONS),
        str(messages),
        server.recipient,
    ]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    server.settled(messages)
    return [float(word) for word in told.split()]


def report(figures: dict[str, list[Figures]]) -> None:
    print(
        f"{'':8} {'msgs/s':>8} {'CPU ms':>7} {'p99 ms':>7} {'peak MB':>8} {'yardstick ms':>13} "
        f"{'syncs/s':>8}"
    )
    for name, runs in figures.items():
        middle = [
            statistics.median(getattr(run, field) for run in runs)
            for field in ("rate", "cpu", "p99", "peak", "yardstick", "syncs")
        ]
        print(
            f"{name:8} {middle[0]:8.0f} {middle[1]:7.3f} {middle[2]:7.1f} {middle[3]:8.1f} "
            f"{middle[4]:13.2f} {middle[5]:8.0f}"
        )
    if "ours" in figures:
        for name, (field, target, words) in _RATIOS.items():
            if name in figures:
                print(f"{words}: {ratio(figures, name, field):.2f} ({target})")


def ratio(figures: dict[str, list[Figures]], other: str, field: str) -> float:
    """The median of the ratios of neighbouring runs: what the machine does to one of them it did to
    the other.
    """
    return statistics.median(
        getattr(a, field) / getattr(b, field)
        for a, b in zip(figures["ours"], figures[other], strict=True)
    )


_RATIOS = {
    "postfix": ("rate", f"at least {TARGET_RATE}", "rate, ours to Postfix"),
    "sink": ("cpu", f"at most {TARGET_CPU}", "CPU a message, ours to the bare sink"),
}


async def one_big(server: Server) -> str:
    """What a message of 25 MB costs, and how long another connection waits meanwhile."""
    before = _machine.memory(server.pid)
    longest = 0.0
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    await reader.readline()

    async def small() -> None:
        nonlocal longest
        while True:
            began = time.perf_counter()
            writer.write(b"NOOP\r\n")
            await reader.readline()
            longest = max(longest, time.perf_counter() - began)
            await asyncio.sleep(0.01)

    with _machine.Peak(server.pid) as peak:
        other = asyncio.create_task(small())
        began = time.perf_counter()
        reply = await asyncio.to_thread(_send_big, server)
        seconds = time.perf_counter() - began
        other.cancel()
    writer.close()
    return (
        f"25 MB: {reply}, {seconds:.2f} s, {peak.megabytes - before:.0f} MB more, the longest "
        f"wait of others {longest * 1e3:.0f} ms"
    )


def _send_big(server: Server) -> str:
    with (
        socket.create_connection(("127.0.0.1", server.port)) as connection,
        connection.makefile("rwb") as wire,
    ):
        for command in (
            b"",
            b"HELO a.test\r\n",
            b"MAIL FROM:<a@b.test>\r\n",
            b"RCPT TO:<%s>\r\n" % server.recipient.encode(),
            b"DATA\r\n",
        ):
            wire.write(command)
            wire.flush()
            wire.readline()
        wire.write(b"Subject: big\r\n\r\n" + (b"x" * 76 + b"\r\n") * (BIG // 78) + b".\r\n")
        wire.flush()
        return wire.readline().decode().strip()


@contextmanager
def ours(folder: Path) -> Iterator[Server | None]:
    port = _free_port()
    settings = {
        "DATA_DIR": str(folder),
        "DOMAIN": "bridge.test",
        "SMTP__LISTEN": f"127.0.0.1:{port}",
        "SMTP__MIN_FREE_DISK": "1",
    }
    environment = os.environ | {f"MAILBRIDGE_{name}": value for name, value in settings.items()}
    command = [sys.executable, "-m", "mailbridge"]
    made = subprocess.run(
        [*command, "project", "add", "Bench", "--json"],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    with _process([*command, "serve", "--only", "smtp"], port, environment) as process:
        yield Server("ours", port, process.pid, json.loads(made)["address"], lambda messages: None)


@contextmanager
def sink(folder: Path) -> Iterator[Server | None]:
    folder.mkdir()
    port = _free_port()
    with _process(
        [sys.executable, str(HERE / "_sink.py"), str(port), str(folder)], port, dict(os.environ)
    ) as process:
        yield Server("sink", port, process.pid, "box@bridge.test", lambda messages: None)


@contextmanager
def postfix(folder: Path) -> Iterator[Server | None]:
    if not _postfix.available():
        print("postfix: not installed, or not root; left out")
        yield None
        return
    port = _free_port()
    total = 0
    with _postfix.Postfix(folder, port) as running:

        def settled(messages: int) -> None:
            nonlocal total
            total += messages
            while running.delivered() < total:
                time.sleep(0.05)

        yield Server("postfix", port, running.pid, "box@bridge.test", settled)


_SERVERS = {"ours": ours, "sink": sink, "postfix": postfix}


@contextmanager
def _process(
    command: list[str], port: int, environment: dict[str, str]
) -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield process
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"nobody listens on port {port}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


if __name__ == "__main__":
    if shutil.which("postfix") is None:
        print("postfix: not installed; compared with the bare sink only")
    main()
