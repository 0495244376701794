"""Doors in processes of their own: `python -m tests.chaos.process`, configured by the environment.

It imports everything once. For each line on standard input, such as `worker`, it forks `mailbridge
serve --only worker` and prints its process id. What the children see of the world is bent here, and
nowhere in mailbridge: their clock goes wrong by the seconds that stand in the file CHAOS_CLOCK, and
leases last CHAOS_LEASE seconds.
"""

import ctypes
import os
import signal
import sys
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self

from mailbridge.bootstrap import wiring
from mailbridge.doors.cli import app, serve
from mailbridge.doors.smtp import listener
from mailbridge.doors.web.app import WebDoor
from mailbridge.doors.worker import WorkerDoor
from mailbridge.services.filing import ingest
from mailbridge.services.telling import drain_outbox

PR_SET_PDEATHSIG = 1  # prctl(2): none of them outlives this process
IMPORTED = (serve, listener, WebDoor, WorkerDoor)


class WrongClock(datetime):
    """A datetime whose `now` is as wrong as the file says."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        wrong = float(Path(os.environ["CHAOS_CLOCK"]).read_text() or 0)
        return super().now(tz) + timedelta(seconds=wrong)


def bend() -> None:
    """The clock of the container, and how long what it claims is its own."""
    wiring.datetime = WrongClock  # type: ignore[attr-defined]
    lease = timedelta(seconds=float(os.environ["CHAOS_LEASE"]))
    drain_outbox.LEASE = ingest.LEASE = lease  # type: ignore[attr-defined]
    drain_outbox.HAND_OVER = lease / 2  # type: ignore[attr-defined]


def fork_doors() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who ends is gone at once
    while door := sys.stdin.readline().strip():
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            os.dup2(os.open(os.devnull, os.O_RDWR), 0)
            os.dup2(2, 1)
            app(["serve", "--only", door])
        print(child, flush=True)


if __name__ == "__main__":
    bend()
    fork_doors()
