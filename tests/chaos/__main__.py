"""`make chaos`: an installation of five processes under load, and one trouble after the other.

Each engine and kind of trouble is a run of its own; in the end an oracle compares what peers were
told with what is kept, and that with what the relay got. Ends with 1 when it finds a fault.
"""

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from mailbridge import log_lines
from mailbridge.services.people.api_tokens import issue_token
from mailbridge.store import migrations
from mailbridge.store.engine.unit_of_work import Store
from tests.chaos.databases import Database, opened, small_disk
from tests.chaos.installation import Installation
from tests.chaos.load import SENDERS, Told, answer, deliver
from tests.chaos.oracle import Verdict, Witness, is_done, judge
from tests.chaos.relay import Relay
from tests.chaos.troubles import TROUBLES, Place
from tests.container import open_container
from tests.services.agency import Agency

ENGINES = ("sqlite", "postgres")
LONGEST_REST = 240.0  # seconds until everything has to be done in the end
LONGEST_START = 60.0  # seconds
WARM = 3.0  # seconds of load before the trouble, and after it
LATE = 3 * 3600.0  # seconds that the clock goes ahead in the end: what was put off is due
HEAD = (
    f"{'engine':9} {'trouble':9} {'seconds':>7} {'kills':>5} {'breaks':>6} {'acked':>6} {'4xx':>5} "
    f"{'lost':>5} {'answers':>7} {'posts':>6} {'letters':>7} {'again':>5} {'most':>4}  faults"
)


@dataclass
class Run:
    engine: str
    trouble: str
    seconds: float
    installation: Installation
    told: Told
    verdict: Verdict

    def __str__(self) -> str:
        one, told = self.verdict, self.told
        return (
            f"{self.engine:9} {self.trouble:9} {self.seconds:7.0f} {self.installation.kills:5} "
            f"{len(self.installation.breaks):6} {len(told.acknowledged):6} {told.put_off:5} "
            f"{told.lost:5} {len(told.answers_acknowledged):7} {one.posts:6} {one.letters:7} "
            f"{one.again:5} {one.most_again:4}  {len(one.faults) or 'none'}"
        )


def main() -> int:
    wishes = argparse.ArgumentParser(prog="make chaos", description=__doc__)
    wishes.add_argument("--engine", choices=ENGINES, action="append")
    wishes.add_argument("--trouble", choices=sorted(TROUBLES), action="append")
    wishes.add_argument("--kills", type=int, default=200)
    wishes.add_argument("--seconds", type=float, default=60.0, help="that a trouble lasts")
    wishes.add_argument("--seed", type=int, default=random.randrange(10_000))
    wishes.add_argument("--keep", action="store_true", help="the files of a run with faults")
    chosen = wishes.parse_args()
    log_lines.configure("warning", "text")
    print(f"seed {chosen.seed}")
    runs = []
    for engine in chosen.engine or ENGINES:
        for trouble in chosen.trouble or TROUBLES:
            random.seed(f"{chosen.seed} {engine} {trouble}")
            try:
                runs.append(one_run(engine, trouble, chosen))
            except PermissionError as fault:
                print(f"{engine} {trouble}: not run, {fault}")
                continue
            for words in runs[-1].verdict.faults[:20]:
                print(f"  {words}")
    print(HEAD, *runs, sep="\n")
    return 1 if any(run.verdict.faults for run in runs) else 0


def one_run(engine: str, trouble: str, chosen: argparse.Namespace) -> Run:
    """In a folder of its own, which is a small disk where the disk is the trouble."""
    folder = Path(tempfile.mkdtemp(prefix="mailbridge-chaos-"))
    folder.chmod(0o755)
    with ExitStack() as stack:
        if trouble == "disk":
            stack.enter_context(small_disk(folder))
        (folder / "data").mkdir()
        place = folder if engine == "postgres" else folder / "data"
        database = stack.enter_context(opened(engine, place))
        run = asyncio.run(_run(engine, trouble, folder, database, chosen))
        if run.verdict.faults and chosen.keep:
            kept = shutil.copytree(
                folder, f"{folder}-kept", ignore=shutil.ignore_patterns("postgres")
            )
            print(f"  kept in {kept}")
    shutil.rmtree(folder, ignore_errors=True)
    return run


async def _run(
    engine: str, trouble: str, folder: Path, database: Database, chosen: argparse.Namespace
) -> Run:
    began = time.monotonic()
    discussion, token = await _settled(database.url, folder / "data")
    relay, told, stopping = Relay(), Told(), asyncio.Event()
    await relay.open()
    async with Installation(folder, database.url, relay.port) as installation:
        work = [
            *(deliver(n, installation.smtp_port, told, stopping) for n in range(SENDERS)),
            answer(installation.web_port, token, discussion, told, stopping),
        ]
        running = [asyncio.create_task(each) for each in work]
        saying = _said(engine, trouble, told)
        await _until_open(told)
        place = Place(folder, database, relay, installation, saying)
        await TROUBLES[trouble](place, chosen.kills, chosen.seconds)
        await relay.set_mood("well")
        await asyncio.sleep(WARM)
        stopping.set()
        await asyncio.gather(*running)
        ended = installation.dead()
        await _until_done(database, installation, saying)
    relay.close()
    seen = Witness(
        told.acknowledged,
        told.answers_sent,
        told.answers_acknowledged,
        told.refused,
        ended,
        relay.taken,
        installation.breaks,
    )
    verdict = judge(seen, await database.rows())
    saying(f"{len(verdict.faults)} faults", end="\n")
    return Run(engine, trouble, time.monotonic() - began, installation, told, verdict)


def _said(engine: str, trouble: str, told: Told) -> Callable[..., None]:
    """Progress: on a terminal in one line."""
    is_terminal = sys.stdout.isatty()

    def say(words: str, end: str = "") -> None:
        line = f"{engine} {trouble}: {words}, {len(told.acknowledged)} acknowledged"
        if is_terminal:
            print(f"\r\x1b[K{line}", end=end, flush=True)
        elif end:
            print(line, flush=True)

    return say


async def _settled(url: str, folder: Path) -> tuple[int, str]:
    """An agency with a discussion, and a token of one of its people."""
    store = Store(url)
    await store.write(migrations.upgrade)
    await store.close()
    container = await open_container(url, folder, clock=partial(datetime.now, UTC))
    agency = await Agency(container).open()
    await agency.posted(agency.maria, agency.anna, agency.igor)
    token = await issue_token(container, "anna@agency.test")
    await container.close()
    return agency.discussion, token


async def _until_open(told: Told) -> None:
    """All doors have opened: one that starts while its database is away says so and ends."""
    for _ in range(int(LONGEST_START * 10)):
        if told.acknowledged and told.answers_acknowledged:
            break
        await asyncio.sleep(0.1)
    await asyncio.sleep(WARM)


async def _until_done(
    database: Database, installation: Installation, saying: Callable[..., None]
) -> None:
    """Everything is started anew, hours later, and has time to finish."""
    installation.set_clock(LATE)
    await database.mend()
    await installation.restart()
    began = time.monotonic()
    while time.monotonic() - began < LONGEST_REST:
        if is_done(rows := await database.rows()):
            return
        waiting = sum(state != "done" for state, _, _ in rows["inbounds"])
        owed = sum(state != "sent" for _, _, state in rows["letters"])
        saying(f"at the end {waiting} messages and {owed} letters wait")
        await asyncio.sleep(0.5)


Trouble = Callable[[Place, int, float], Awaitable[None]]

if __name__ == "__main__":
    sys.exit(main())
