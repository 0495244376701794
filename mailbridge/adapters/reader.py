"""Messages read in processes of their own, which may be killed: a hostile message costs bounded
time and memory.
"""

import asyncio
import json
import queue
import signal
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

from mailbridge.adapters.reader_cage import Wall
from mailbridge.adapters.reader_frames import (
    ANSWER,
    AT_ONCE,
    READY,
    REQUEST,
    EndedError,
    FaultError,
    Outcome,
    TooCostlyError,
    UnreadableAnswerError,
    decoded,
    receive,
    send,
)
from mailbridge.domain.message import Reading

CPU_SECONDS = 2.0
WALL_SECONDS = 60.0  # for a child that waits instead of working
# octets of address space beyond what the child has at rest and a message of that size needs
MEMORY = 200 * 1024 * 1024
MESSAGES = 5000  # that a child reads before another takes its place
LARGE = 8 * 1024 * 1024  # octets; a child that read so much makes place for another
# what a child runs: without an environment it has to be told where its modules are
START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from mailbridge.adapters.reader_child import main; main()"
)


class ReaderUnavailableError(OSError):
    """No child can be started; no message is at fault."""


def _unprocessed(raw: bytes, why: str) -> Reading:
    # all steps come with it, and this process seldom needs them
    from mailbridge.steps.reading.read import unprocessed

    return unprocessed(raw, why)


class ReadingProcess:
    """One child and its pipes; for one caller at a time."""

    def __init__(
        self,
        cpu_seconds: float = CPU_SECONDS,
        memory: int = MEMORY,
        wall_seconds: float = WALL_SECONDS,
        start: str = START,
    ) -> None:
        self._arguments = [
            sys.executable,
            *("-I", "-B", "-c", start, json.dumps(sys.path), str(cpu_seconds), str(memory)),
        ]
        self.walls = Wall(0)  # what the last child that started stands behind
        self._wall_seconds = wall_seconds
        self._memory = memory  # octets; no answer needs more
        self._child: subprocess.Popen[bytes] | None = None
        self._read = 0

    def read(self, raw: bytes, reverse_path: str | None, with_trace: bool = False) -> Reading:
        """The reading of a message, or a minimal one with a defect when it costs too much.

        Raises ReaderUnavailableError when no child can be started.
        """
        child = self._ready()
        try:
            return self._asked(child, raw, reverse_path, with_trace)
        except (EndedError, BrokenPipeError):
            self.close()
            return _unprocessed(raw, _why_it_ended(child.returncode))
        except (TooCostlyError, FaultError) as fault:
            self.close()
            return _unprocessed(raw, str(fault))
        except UnreadableAnswerError:
            self.close()
            return _unprocessed(raw, "its reading is none")

    def _asked(
        self,
        child: subprocess.Popen[bytes],
        raw: bytes,
        reverse_path: str | None,
        with_trace: bool,
    ) -> Reading:
        path = None if reverse_path is None else reverse_path.encode("utf-8", "surrogatepass")
        head = REQUEST.pack(len(raw), 0 if path is None else len(path) + 1, with_trace)
        head += path or b""
        assert child.stdin
        if len(raw) <= AT_ONCE:
            send(child.stdin, head + raw)  # at once: the child is woken once
        else:
            send(child.stdin, head, raw)
        answer = self._answer(child)
        self._read += 1
        if len(raw) > LARGE:
            self.close()  # before its answer takes room here, too
        return decoded(answer)

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._child and (self._read >= MESSAGES or self._child.poll() is not None):
            self.close()
        if self._child is None:
            self._child, self._read = self._started(), 0
        return self._child

    def _started(self) -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        child = subprocess.Popen(  # noqa: S603 - this interpreter, our own module
            self._arguments,
            stdin=pipe,
            stdout=pipe,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={},
        )
        assert child.stdout
        try:
            ready = bytearray()
            receive(child.stdout, ready, READY.size, time.monotonic() + self._wall_seconds)
            self.walls = Wall(READY.unpack(ready)[0])
        except (TooCostlyError, EndedError) as fault:
            _ended(child)
            raise ReaderUnavailableError("the reading process does not start") from fault
        return child

    def _answer(self, child: subprocess.Popen[bytes]) -> bytearray:
        out = child.stdout
        assert out
        deadline = time.monotonic() + self._wall_seconds
        answer = bytearray()
        receive(out, answer, ANSWER.size, deadline)
        outcome, length = ANSWER.unpack_from(answer)
        if outcome == Outcome.NO_MEMORY:
            raise TooCostlyError("it needs too much memory")
        if length > self._memory:
            raise FaultError("its answer is longer than its memory")
        del answer[: ANSWER.size]
        receive(out, answer, length, deadline)
        if len(answer) > length:
            raise FaultError("it answers more than it was asked")
        if outcome == Outcome.FAULT:
            raise FaultError(answer[:200].decode("utf-8", "replace"))
        return answer

    def close(self) -> None:
        """End the child, whatever it is doing."""
        child, self._child = self._child, None
        if child:
            _ended(child)


def _why_it_ended(status: int) -> str:
    """In words for the message's defect; a negative status is the signal that ended the child, as
    Popen.returncode has it.
    """
    if status in (-signal.SIGPROF, -signal.SIGXCPU):
        return "it takes too much CPU time"
    return (
        "the process that read it ended "
        f"({signal.Signals(-status).name if status < 0 else f'status {status}'})"
    )


def _ended(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe:
            pipe.close()
    child.wait()


class Reader:
    """A few reading processes, used from asyncio (`async with`, `await read`) or from threads
    (`with`, `read_now`).
    """

    def __init__(
        self, workers: int = 1, *, cpu_seconds: float = CPU_SECONDS, memory: int = MEMORY
    ) -> None:
        self.workers = workers
        self._idle: queue.SimpleQueue[ReadingProcess] = queue.SimpleQueue()
        self._processes = [ReadingProcess(cpu_seconds, memory) for _ in range(workers)]
        for process in self._processes:
            self._idle.put(process)
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="reader")

    def read_now(
        self, raw: bytes, reverse_path: str | None = None, with_trace: bool = False
    ) -> Reading:
        """Read in the next idle process; blocks. Never raises on a message."""
        process = self._idle.get()
        try:
            return process.read(raw, reverse_path, with_trace)
        finally:
            self._idle.put(process)

    def submit(
        self, raw: bytes, reverse_path: str | None = None, with_trace: bool = False
    ) -> Future[Reading]:
        """Read in a thread of its own; at most `workers` at a time."""
        return self._threads.submit(self.read_now, raw, reverse_path, with_trace)

    async def read(
        self, raw: bytes, reverse_path: str | None = None, with_trace: bool = False
    ) -> Reading:
        """Read in the next idle process. Never raises on a message. `with_trace`: the way it came
        is read, too.
        """
        return await asyncio.wrap_future(self.submit(raw, reverse_path, with_trace))

    def close(self) -> None:
        """End the processes; a message under work is answered as too costly."""
        for process in self._processes:
            process.close()
        self._threads.shutdown(wait=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *fault: object) -> None:
        await asyncio.to_thread(self.close)
