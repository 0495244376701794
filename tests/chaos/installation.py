"""An installation of several processes, each of which can be killed, stopped and started."""

import asyncio
import os
import random
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

import psutil

from tests.test_kill import free_port

ROOT = Path(__file__).parents[2]
DOORS = {"receiver": "smtp", "worker": "worker", "other worker": "worker", "web": "web"}
WORKERS = ("worker", "other worker")
READER = "reader"  # a reading process of one of the workers
LEASE = 12.0  # seconds; five minutes outside of the laboratory


class Installation:
    """Its doors by their names in DOORS. `breaks`: when a worker was killed or stood still, by
    time.monotonic.
    """

    def __init__(self, folder: Path, url: str, relay_port: int) -> None:
        self.folder, self.url = folder, url
        self.smtp_port, self.web_port = free_port(), free_port()
        self.clock = folder / "clock"
        self.breaks: list[float] = []
        self.kills = 0
        self._pids: dict[str, int] = {}
        self._settings = {
            "MAILBRIDGE_DATA_DIR": str(folder / "data"),
            "MAILBRIDGE_DATABASE_URL": url,
            "MAILBRIDGE_DOMAIN": "bridge.test",
            "MAILBRIDGE_SMTP__LISTEN": f"127.0.0.1:{self.smtp_port}",
            "MAILBRIDGE_SMTP__MIN_FREE_DISK": "1",
            "MAILBRIDGE_WEB__LISTEN": f"127.0.0.1:{self.web_port}",
            "MAILBRIDGE_RELAY__URL": f"smtp://127.0.0.1:{relay_port}?tls=none",
            "MAILBRIDGE_WORKER__PROCESSES": "1",
            "MAILBRIDGE_LETTERS__MERGE_SECONDS": "0",
            "CHAOS_CLOCK": str(self.clock),
            "CHAOS_LEASE": str(LEASE),
        }
        self._log: IO[bytes] | None = None

    async def __aenter__(self) -> "Installation":
        self.set_clock(0)
        self._log = (self.folder / "log").open("ab")
        self._parent = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.chaos.process"),
            cwd=ROOT,
            env=os.environ | self._settings,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=self._log,
        )
        for name in DOORS:
            await self.start(name)
        return self

    async def __aexit__(self, *_: object) -> None:
        for name in list(self._pids):
            await self.end(name, signal.SIGKILL)
        self._parent.kill()
        await self._parent.communicate()
        if self._log is not None:
            self._log.close()

    def set_clock(self, wrong: float) -> None:
        """The clock of all processes goes so many seconds wrong from now on."""
        passing = self.clock.with_suffix(".new")
        passing.write_text(str(wrong))
        passing.rename(self.clock)

    async def start(self, name: str) -> None:
        """It opens when it is ready; nobody waits for it."""
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(f"{DOORS[name]}\n".encode())
        self._pids[name] = int(await self._parent.stdout.readline())

    async def end(self, name: str, how: signal.Signals) -> None:
        """Returns when it is gone."""
        pid = self._pids.pop(name)
        if name in WORKERS and how is signal.SIGKILL:
            self.breaks.append(time.monotonic())
        with suppress(ProcessLookupError):
            os.kill(pid, how)
            while True:
                os.kill(pid, 0)
                await asyncio.sleep(0.005)

    def send(self, name: str, number: signal.Signals) -> None:
        """Without waiting for what it does."""
        if name in WORKERS and number is signal.SIGSTOP:
            self.breaks.append(time.monotonic())
        os.kill(self._pids[name], number)

    async def kill_any(self) -> str:
        """One that is drawn by lot, which is started again; returns its name."""
        name = random.choice([*DOORS, READER])
        if name == READER:
            return name if self._kill_reader() else await self.kill_any()
        await self.end(name, signal.SIGKILL)
        self.kills += 1
        await asyncio.sleep(random.uniform(0, 0.2))
        await self.start(name)
        return name

    def _kill_reader(self) -> bool:
        """Whether there was one."""
        for pid in (child for name in WORKERS for child in _children(self._pids[name])):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                self.kills += 1
                return True
        return False

    async def restart(self) -> None:
        """All stop as they are told to, and start again; who has died by itself starts, too."""
        for name in list(self._pids):
            await self.end(name, signal.SIGTERM)
        for name in DOORS:
            await self.start(name)

    def dead(self) -> list[str]:
        """Who has ended by itself."""
        return [name for name, pid in self._pids.items() if not Path(f"/proc/{pid}").exists()]


def _children(pid: int) -> list[int]:
    try:
        return [child.pid for child in psutil.Process(pid).children()]
    except psutil.NoSuchProcess:
        return []
