"""How much more two workers do than one, on PostgreSQL: mail that waits is read and filed, and a
letter for each of three readers is handed to a relay.

The same mail for one worker and for two, in turns, each worker a `serve --only worker` with one
reading process; what is counted is the time from a tenth of the letters to the last. Medians.
`--messages N --rounds N --share F`. A worker and its reading process, the server and the relay
share the processors there are: with two of them the second worker finds little room. `--share`
gives each worker, with its reading process, that much of the time at most, as if it stood on a
machine of its own that is so much slower: it is stopped for the rest of each MOMENT. So it can be
told whether workers hold each other up where there are few processors.
"""

import argparse
import asyncio
import logging
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import structlog
from sqlalchemy import text
from sqlalchemy.engine import URL

sys.path.insert(0, str(Path(__file__).parent))
import _machine
import _messages
import _path
import scale
import serving
import whole_path

from mailbridge.domain.inbound import Envelope
from mailbridge.services.receiving.accept import accept
from mailbridge.store.engine.unit_of_work import Store
from tests.container import DOMAIN, open_container
from tests.postgres import EMPTY

READERS, BEGUN, GOAL = 3, 0.1, 1.7
MOMENT = 0.04  # seconds
DONE = text("SELECT count(*) FROM outbox WHERE state = 'sent'")
WAITING = text("SELECT count(*) FROM inbounds WHERE state = 'queued'")
OWED = text("SELECT count(*) FROM outbox WHERE state <> 'sent'")


def main() -> None:
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--messages", type=int, default=600)
    wishes.add_argument("--rounds", type=int, default=3)
    wishes.add_argument("--share", type=float, default=1.0)
    told = wishes.parse_args()
    logging.disable(logging.INFO)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with (
        tempfile.TemporaryDirectory(prefix="mailbridge-bench-") as name,
        scale._ENGINES["postgres"](Path(name)) as urls,
    ):
        if urls is not None:
            compare(urls[0], told, Path(name))


def compare(url: URL, told: argparse.Namespace, folder: Path) -> None:
    asyncio.run(scale._with_tables(url))
    rates: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(told.rounds):
        for workers, found in rates.items():
            asyncio.run(filled(url, told.messages, folder / f"{workers}-{turn}"))
            found.append(rate(url, workers, told.share, folder / f"{workers}-{turn}"))
    one, two = (statistics.median(found) for found in rates.values())
    print(
        f"one worker {one:.1f} letters/s, two {two:.1f}: {two / one:.2f} × (at least {GOAL}), on "
        f"{os.cpu_count()} processors, {told.share:.0%} of one for each; yardstick "
        f"{_machine.yardstick():.1f} ms"
    )


async def filled(url: URL, messages: int, folder: Path) -> None:
    """Empty the database, and let so many messages wait in it."""
    folder.mkdir()
    address = url.render_as_string(hide_password=False)
    store = Store(address)
    await store.write(lambda db: db.execute(text(EMPTY)))
    await store.close()
    container = await open_container(
        address, folder, relay=None, clock=lambda: datetime.now(UTC), entropy=os.urandom
    )
    mail = _messages.messages(messages)
    envelopes = [(one.reverse_path, one.project) for one in mail]
    paths = await _path._settled(container, envelopes, READERS)
    for (reverse_path, forward_path), one in zip(paths, mail, strict=True):
        await accept(container, [Envelope(reverse_path, forward_path)], one.raw)
    await container.close()


def rate(url: URL, workers: int, share: float, folder: Path) -> float:
    """Letters a second of so many workers, each with this share of a processor."""
    with ExitStack() as stack:
        port, _ = stack.enter_context(whole_path.relay())
        for number in range(workers):
            group = stack.enter_context(worker(url, port, folder))
            stack.enter_context(slowed(group, share, MOMENT * number / workers))
        return asyncio.run(_watched(url))


@contextmanager
def slowed(group: int, share: float, late: float) -> Iterator[None]:
    """The processes of a group run for their share of each MOMENT, which begins `late` seconds
    after that of others.
    """
    ended = threading.Event()

    def stop_and_go() -> None:
        time.sleep(late)
        while share < 1:
            os.killpg(group, signal.SIGCONT)
            if ended.wait(MOMENT * share):
                break
            os.killpg(group, signal.SIGSTOP)
            ended.wait(MOMENT * (1 - share))

    thread = threading.Thread(target=stop_and_go)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


@contextmanager
def worker(url: URL, relay: int, folder: Path) -> Iterator[int]:
    """A worker and its reading process: their group of processes."""
    settings = {
        "LETTERS__UNDO_SECONDS": "0",
        "LETTERS__MERGE_SECONDS": "0",
        "DATA_DIR": str(folder),
        "DATABASE_URL": url.set(drivername="postgresql").render_as_string(hide_password=False),
        "DOMAIN": DOMAIN,
        "RELAY__URL": f"smtp://127.0.0.1:{relay}?tls=none",
        "WORKER__PROCESSES": "1",
        "SECRET_KEY": "x" * 40,
    }
    environment = os.environ | {f"MAILBRIDGE_{name}": value for name, value in settings.items()}
    command = [*serving.COMMAND, "serve", "--only", "worker"]
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            yield process.pid
        finally:
            process.terminate()


async def _watched(url: URL) -> float:
    store = Store(url.render_as_string(hide_password=False))
    began, first = 0.0, 0
    while True:
        sent, waiting, owed = await store.read(
            lambda db: [int(db.execute(one).scalar_one()) for one in (DONE, WAITING, OWED)]
        )
        now = time.perf_counter()
        if not began and sent and sent >= BEGUN * (sent + owed + READERS * waiting):
            began, first = now, sent
        if began and not waiting and not owed:
            await store.close()
            return (sent - first) / (now - began)
        await asyncio.sleep(0.1)


if __name__ == "__main__":
    main()
