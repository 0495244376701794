"""How much memory a letter of 25 MB of bare text takes: the process that receives it, the one that
files it, and its reading process, each at its peak beyond what a small letter had left it with.

One such letter of lines of 76 characters, one of wider letters (Russian), and one that quotes as
much as it says. `--megabytes N`.
"""

import argparse
import os
import smtplib
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parent))
import _machine
import accept
import serving

MOST = 120  # MB beyond the rest, all processes together
MEGA = 1_000_000
WARM = 6  # small letters before each: a large one ends the process that read it
SMALL = b"Subject: small %d\r\n\r\nHello\r\n"


def main() -> None:
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--megabytes", type=float, default=25)
    size = int(wishes.parse_args().megabytes * MEGA)
    with tempfile.TemporaryDirectory(prefix="mailbridge-bench-") as name, ExitStack() as stack:
        folder, port = Path(name), accept._free_port()
        environment = _environment(name, port)
        recipient = serving.settled(environment)
        command = [*serving.COMMAND, "serve", "--only"]
        smtp = stack.enter_context(accept._process([*command, "smtp"], port, environment))
        worker = psutil.Popen([*command, "worker"], env=environment)
        stack.callback(worker.wait)
        stack.callback(worker.terminate)
        server = accept.Server("ours", port, smtp.pid, recipient, lambda messages: None)
        count = 0
        for kind, raw in letters(size):
            for _ in range(WARM):
                count += 1
                _sent_and_filed(server, folder, SMALL % count, count)
            count += 1
            with _Peaks(smtp.pid, worker.pid) as peaks:
                began = time.perf_counter()
                _sent_and_filed(server, folder, raw, count)
                seconds = time.perf_counter() - began
            del raw
            print(f"{kind}: {peaks.told()} (at most {MOST}), filed after {seconds:.1f} s")
    print(f"yardstick {_machine.yardstick():.1f} ms")


def letters(size: int) -> Iterator[tuple[str, bytes]]:
    """Each kind's name, and a message of that many octets of text."""
    line = b"x" * 76 + b"\r\n"
    yield "bare text", b"Subject: bare\r\n\r\n" + line * (size // len(line))
    wide = ("слова и слова и слова " * 2).encode() + b"\r\n"
    head = b"Subject: wide\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
    yield "Russian", head + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + wide * (size // len(wide))
    half = size // 2 // len(line)
    quotes = b"\r\nOn Mon, 2 Nov 2026 at 10:00, Anna <anna@agency.test> wrote:\r\n"
    yield (
        "half of it quoted",
        b"Subject: Re: q\r\n\r\n" + line * half + quotes + (b"> " + line) * half,
    )


class _Peaks:
    """The most memory, in MB beyond what they had, of the receiver, the worker and its readers, and
    of all of them together at one time.
    """

    def __init__(self, receiver: int, worker: int) -> None:
        self._receiver, self._worker = psutil.Process(receiver), psutil.Process(worker)
        self._most = [0.0] * 4
        self._over = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "_Peaks":
        self._before = self._now()
        self._watcher.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self._over.set()
        self._watcher.join()

    def told(self) -> str:
        receiver, worker, readers, together = (
            most - before for most, before in zip(self._most, self._before, strict=True)
        )
        return (
            f"{together:.0f} MB more together; receiver {receiver:.0f}, worker {worker:.0f}, "
            f"readers {readers:.0f}"
        )

    def _watch(self) -> None:
        while not self._over.is_set():
            self._most = list(map(max, self._most, self._now()))
            self._over.wait(0.005)

    def _now(self) -> list[float]:
        readers = sum(_resident(child) for child in self._worker.children(recursive=True))
        parts = [_resident(self._receiver), _resident(self._worker), readers]
        return [*parts, sum(parts)]


def _resident(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss) / MEGA
    except psutil.NoSuchProcess:
        return 0.0


def _sent_and_filed(server: accept.Server, folder: Path, raw: bytes, count: int) -> None:
    with smtplib.SMTP("127.0.0.1", server.port) as peer:
        peer.sendmail("a@b.test", [server.recipient], raw)
    while serving._count(folder) < count:
        time.sleep(0.1)


def _environment(folder: str, port: int) -> dict[str, str]:
    settings = {
        "DATA_DIR": folder,
        "DOMAIN": "bridge.test",
        "SMTP__LISTEN": f"127.0.0.1:{port}",
        "SMTP__MIN_FREE_DISK": "1",
    }
    return os.environ | {f"MAILBRIDGE_{name}": value for name, value in settings.items()}


if __name__ == "__main__":
    main()
