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
from mailbridge.adapters.reader_frames import ANSWER, READY, REQUEST, Outcome, encoded
from mailbridge.steps.reading.read import read

AT_REST_UNKNOWN = 256 * 1024 * 1024  # octets of address space assumed where the system does not say
# of a message that reading it holds at once: as it came, its parts, and their text or files
COPIES = 4
AT_ONCE = 1 << 20  # octets of an answer that leaves with its head
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
    _limit(address_space)
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 20)
    with contextlib.suppress(BrokenPipeError):
        answers.write(READY.pack(enclose()))
        answers.flush()
        while head := sys.stdin.buffer.read(REQUEST.size):
            _answer(answers, head, cpu_seconds, address_space)


def _answer(answers: BinaryIO, head: bytes, cpu_seconds: float, address_space: int) -> None:
    length, path_length, with_trace = REQUEST.unpack(head)
    _limit(address_space + COPIES * length)  # before the message comes in
    path = (
        sys.stdin.buffer.read(path_length - 1).decode("utf-8", "surrogatepass")
        if path_length
        else None
    )
    outcome, answer = _read(length, cpu_seconds, path, with_trace)
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
    length: int, cpu_seconds: float, path: str | None, with_trace: bool
) -> tuple[Outcome, bytes]:
    """The message goes once it is read: a large one leaves room for its answer."""
    try:
        raw = sys.stdin.buffer.read(length)
        _limit_time(cpu_seconds)
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


def _limit_time(cpu_seconds: float) -> None:
    """End this process when it has used so much CPU time from now on."""
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = math.ceil(used.ru_utime + used.ru_stime + cpu_seconds) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with contextlib.suppress(*REFUSALS):
        resource.setrlimit(resource.RLIMIT_CPU, (min(end, hard) if hard > 0 else end, hard))


def _address_space() -> int:
    """Octets of address space in use."""
    try:
        with open("/proc/self/statm", encoding="ascii") as pages:
            return int(pages.read().split()[0]) * resource.getpagesize()
    except OSError:
        return AT_REST_UNKNOWN


def _limit(octets: int) -> None:
    """Let no more octets of address space be in use, nor more than the hard limit.

    Linux always sets this limit; another system may refuse, and then only the CPU time is bounded.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = octets if hard == resource.RLIM_INFINITY else min(octets, hard)
    with contextlib.suppress(*REFUSALS):
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))


if __name__ == "__main__":
    main()
