"""The process that reads messages: requests come by standard input, readings leave by standard
output.

A request is a head (two lengths) and the octets; an answer is its outcome, its length and a Reading
as JSON, see reader_frames. A message that takes too much CPU time ends this process by SIGPROF, and
where that is held off by SIGXCPU; the end of standard input ends it too. The address space is
limited from the start, and anew for each message: what is in use at rest, the allowance, and what a
message of that size needs. Before the first message the process encloses itself, see reader_cage.
"""

import contextlib
import gc
import math
import os
import resource
import signal
import sys
import traceback
from typing import BinaryIO

from mailbridge.adapters.memory import give_back_large_blocks
from mailbridge.adapters.reader_cage import enclose
from mailbridge.adapters.reader_frames import ANSWER, AT_ONCE, READY, REQUEST, Outcome, encoded
from mailbridge.steps.reading.read import read

AT_REST_UNKNOWN = 256 * 1024 * 1024  # octets of address space assumed where the system does not say
# of a message that reading it holds at once: as it came, its parts, and their text or files
COPIES = 4
ROUNDED = 1 << 18  # octets of a message, up to which most need the same room
# of a limit, that are let pass
REFUSALS: tuple[type[Exception], ...] = () if sys.platform == "linux" else (ValueError, OSError)
# objects made before the collector looks: readings hold no cycles, and the process is short-lived
GARBAGE = 20_000


def main() -> None:
    """Answer requests until there are no more.

    The last two arguments are the CPU seconds a message may take and the octets of memory.
    """
    cpu_seconds, memory = float(sys.argv[-2]), int(sys.argv[-1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing else may write between the answers
    give_back_large_blocks()
    address_space = _address_space() + memory
    limits = _Limits(address_space, cpu_seconds)
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 20)
    with contextlib.suppress(BrokenPipeError):
        answers.write(READY.pack(enclose()))
        answers.flush()
        while head := sys.stdin.buffer.read(REQUEST.size):
            _answer(answers, head, limits)


def _answer(answers: BinaryIO, head: bytes, limits: "_Limits") -> None:
    length, path_length, with_trace = REQUEST.unpack(head)
    limits.make_room(length)  # before the message comes in
    path = (
        sys.stdin.buffer.read(path_length - 1).decode("utf-8", "surrogatepass")
        if path_length
        else None
    )
    outcome, answer = _read(length, limits, path, with_trace)
    signal.setitimer(signal.ITIMER_PROF, 0)
    head = ANSWER.pack(outcome, len(answer))
    if len(answer) <= AT_ONCE:
        answers.write(head + answer)  # at once: who waits for it is woken once
    else:
        answers.write(head)
        answers.write(answer)
    answers.flush()
    if outcome is not Outcome.READING:
        sys.exit(1)


def _read(
    length: int, limits: "_Limits", path: str | None, with_trace: bool
) -> tuple[Outcome, bytes]:
    """The message goes once it is read: a large one leaves room for its answer."""
    try:
        raw = sys.stdin.buffer.read(length)
        limits.start_clock()
        reading = read(raw, path, with_trace=with_trace)
        del raw
        return Outcome.READING, encoded(reading)
    except MemoryError:
        return Outcome.NO_MEMORY, b""
    except Exception as fault:
        return Outcome.FAULT, _place(fault).encode()


def _place(fault: Exception) -> str:
    """The kind of fault and where it was raised, without words of the message."""
    raised = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} in {os.path.basename(raised.filename)}:{raised.lineno}"


class _Limits:
    """What this process may use for one message. The system is told only where that changes, which
    is seldom from one message to the next.

    Linux always sets a limit of address space; another system may refuse, and then only the CPU
    time is bounded.
    """

    def __init__(self, address_space: int, cpu_seconds: float) -> None:
        self._address_space, self._cpu_seconds = address_space, cpu_seconds
        self._room = self._end = 0  # as they were set last
        self.make_room(0)

    def make_room(self, length: int) -> None:
        """Let no more octets of address space be in use than a message of that length needs, nor
        more than the hard limit.
        """
        rounded = -(-length // ROUNDED) * ROUNDED
        room = self._address_space + COPIES * rounded
        if room != self._room:
            self._room = room
            _limit(resource.RLIMIT_AS, room)

    def start_clock(self) -> None:
        """End this process when it has used so much CPU time from now on."""
        signal.setitimer(signal.ITIMER_PROF, self._cpu_seconds)
        used = resource.getrusage(resource.RUSAGE_SELF)
        end = math.ceil(used.ru_utime + used.ru_stime + self._cpu_seconds) + 1
        if end != self._end:
            self._end = end
            _limit(resource.RLIMIT_CPU, end)


def _limit(of: int, most: int) -> None:
    """Set a limit of this process, no higher than the hard one."""
    _, hard = resource.getrlimit(of)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with contextlib.suppress(*REFUSALS):
        resource.setrlimit(of, (bound, hard))


def _address_space() -> int:
    """Octets of address space in use."""
    try:
        with open("/proc/self/statm", encoding="ascii") as pages:
            return int(pages.read().split()[0]) * resource.getpagesize()
    except OSError:
        return AT_REST_UNKNOWN


if __name__ == "__main__":
    main()
