"""Servers in processes of their own, for tests that kill them: `python -m tests.server_process`,
configured by the environment.

It imports everything once, what the doors import when they open, too: a second for each server
otherwise. For each line on standard input it forks `mailbridge serve --only
smtp,worker`, tells its process id, and when that has ended how it ended: a negative number is the
signal that killed it.
"""

import os
import sys

from mailbridge.doors.cli import app, serve
from mailbridge.doors.smtp import listener
from mailbridge.doors.worker import WorkerDoor

IMPORTED = (serve, listener, WorkerDoor)


def fork_servers() -> None:
    while sys.stdin.readline():
        child = os.fork()
        if child == 0:
            app(["serve", "--only", "smtp,worker"])
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    fork_servers()
