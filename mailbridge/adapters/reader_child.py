"""The process that reads messages: requests come by standard input, readings leave by standard
output.

A request is a head (two lengths) and the octets; an answer is its length and a pickled Reading, or
nothing when memory ran out. A message that takes too much CPU time ends this process by SIGPROF;
the end of standard input ends it too.
"""

import contextlib
import gc
import os
import pickle
import resource
import signal
import sys
from typing import BinaryIO

from mailbridge.adapters.reader_frames import ANSWER, READY, REQUEST
from mailbridge.steps.reading.read import read

# objects made before the collector looks: readings hold no cycles, and the process is short-lived
GARBAGE = 20_000


def main() -> None:
    """Answer requests until there are no more."""
    cpu_seconds, memory = float(sys.argv[1]), int(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing else may write between the answers
    at_rest = _address_space()
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 20)
    with contextlib.suppress(BrokenPipeError):
        answers.write(READY)
        answers.flush()
        while head := sys.stdin.buffer.read(REQUEST.size):
            _answer(answers, head, cpu_seconds, at_rest + memory)


def _answer(answers: BinaryIO, head: bytes, cpu_seconds: float, address_space: int) -> None:
    raw, reverse_path = _request(head)
    _limit(address_space + len(raw))
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
    try:
        answer = pickle.dumps(read(raw, reverse_path), protocol=5)
    except MemoryError:
        answer = b""
    signal.setitimer(signal.ITIMER_PROF, 0)
    answers.write(ANSWER.pack(len(answer)))
    answers.write(answer)
    answers.flush()
    if not answer:
        sys.exit(1)


def _request(head: bytes) -> tuple[bytes, str | None]:
    length, path_length = REQUEST.unpack(head)
    path = (
        sys.stdin.buffer.read(path_length - 1).decode("utf-8", "surrogatepass")
        if path_length
        else None
    )
    return sys.stdin.buffer.read(length), path


def _address_space() -> int:
    """Octets of address space in use; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as pages:
            return int(pages.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _limit(octets: int) -> None:
    if octets > 1 << 28:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (octets, hard))


if __name__ == "__main__":
    main()
