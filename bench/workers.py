"""Two workers on one PostgreSQL: how much sooner is mail filed, and are the letters about it handed
over, than by one?

Each worker is a process with a reading process of its own. The server and the relay run beside
them, so it takes a machine of four idle cores to see all of it. Rounds take turns. `--rounds N
--messages N`.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import _machine
import _messages
import _path
import scale
import structlog
import whole_path

from mailbridge.adapters.reader import Reader
from mailbridge.adapters.rendering import Rendering
from mailbridge.adapters.submission import SmtpRelay
from mailbridge.domain.inbound import Envelope
from mailbridge.services.filing import ingest
from mailbridge.services.receiving import accept
from mailbridge.services.telling import drain_outbox
from tests.container import open_container

READERS, WARM = 3, 60
TARGET = 1.7


def main() -> None:
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--rounds", type=int, default=3)
    wishes.add_argument("--messages", type=int, default=300)
    wishes.add_argument("--worker", nargs=3, metavar=("URL", "FOLDER", "RELAY"))
    told = wishes.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    if told.worker:
        asyncio.run(work(*told.worker))
        return
    found: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(told.rounds):
        for count, seconds in found.items():
            seconds.append(one_round(count, told.messages))
    rates = {count: told.messages / statistics.median(found[count]) for count in found}
    print(f"yardstick {_machine.yardstick():.1f} ms")
    for count, rate in rates.items():
        print(f"{count} workers: {rate:.1f} messages and {rate * READERS:.1f} letters a second")
    ratio = statistics.median(one / two for one, two in zip(found[1], found[2], strict=True))
    print(f"Messages a second, two workers to one: {ratio:.2f} (at least {TARGET})")


def one_round(count: int, messages: int) -> float:
    """Seconds until so many workers are done with the messages, letters and all."""
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="mailbridge-bench-")))
        urls = opened.enter_context(scale._postgres(folder))
        port, _ = opened.enter_context(whole_path.relay())
        if urls is None:
            sys.exit()
        url = urls[0].render_as_string(hide_password=False)
        mails = _messages.messages(WARM + messages)
        asyncio.run(keep(url, folder, mails[:WARM], READERS))
        command = [sys.executable, __file__, "--worker", url, str(folder), str(port)]
        workers = [opened.enter_context(process(command)) for _ in range(count)]
        until_done(workers)
        asyncio.run(keep(url, folder, mails[WARM:], 0))
        began = time.perf_counter()
        until_done(workers)
        return time.perf_counter() - began


@contextmanager
def process(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as started:
        assert started.stdin is not None
        try:
            yield started
        finally:
            started.stdin.close()


def until_done(workers: list[subprocess.Popen[str]]) -> None:
    for one in workers:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in workers:
        assert one.stdout is not None
        assert one.stdout.readline() == "done\n"


async def keep(url: str, folder: Path, mails: list[_messages.Mail], readers: int) -> None:
    """Take the mail in, as the SMTP door does. `readers`: into projects that are made first."""
    container = await open_container(url, folder, relay=None)
    paths = folder / "paths.json"
    if readers:
        everywhere = [(one.reverse_path, one.project) for one in _messages.messages(2000)]
        made = await _path._settled(container, everywhere, readers)
        known = {to: address for (_, to), (_, address) in zip(everywhere, made, strict=True)}
        paths.write_text(json.dumps(known))
    known = json.loads(paths.read_text())
    for mail in mails:
        envelope = Envelope(mail.reverse_path, known[str(mail.project)])
        await accept.accept(container, [envelope], mail.raw)
    await container.close()


async def work(url: str, folder: str, relay: str) -> None:
    """For each line on standard input: file and hand over until nothing waits."""
    async with Reader(workers=1) as reader:
        more: dict[str, Any] = {
            "reader": reader,
            "renderer": Rendering("bench"),
            "relay": SmtpRelay(f"smtp://127.0.0.1:{relay}"),
            "clock": lambda: datetime.now(UTC),
            "entropy": os.urandom,
        }
        container = await open_container(url, Path(folder), **more)
        while await asyncio.to_thread(sys.stdin.readline):
            while await ingest.drain(container) + await drain_outbox.drain(container):
                pass
            print("done", flush=True)
        await container.close()


if __name__ == "__main__":
    main()
