"""How fast is this machine just now, and what does a tree of processes cost?"""

import os
import statistics
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import psutil


def yardstick() -> float:
    """CPU milliseconds of a fixed piece of work: a loop of bytecode, and bytes and text. The median
    of nine.
    """
    blob = b"Received: from there by here; with some words behind it\r\n" * 300

    def once() -> float:
        began = time.process_time()
        total = 0
        for number in range(100_000):
            total += number & 7
        for _ in range(10):
            blob.decode().splitlines()
            blob.replace(b"\r\n", b"\n").split(b"\n")
        return (time.process_time() - began) * 1e3

    return statistics.median(once() for _ in range(9))


def syncs(folder: Path, seconds: float = 0.4) -> float:
    """How often a second the disk takes 5 kB and says that it is safe."""
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        count, end = 0, time.perf_counter() + seconds
        while time.perf_counter() < end:
            file.write(b"x" * 5000)
            file.flush()
            os.fdatasync(file.fileno())
            count += 1
    return count / seconds


def cpu(pid: int) -> float:
    """Seconds, user and system, of a process and all it started, the dead ones included."""
    return _seconds(_tree(pid))


def cpu_below(pid: int) -> float:
    """The same of what it started, as far as that lives."""
    return _seconds(_tree(pid)[1:])


def _seconds(processes: Iterable[psutil.Process]) -> float:
    total = 0.0
    for process in processes:
        try:
            times = process.cpu_times()
        except psutil.Error:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


def memory(pid: int) -> float:
    """MB of a process and all it started."""
    total = 0
    for process in _tree(pid):
        try:
            total += process.memory_info().rss
        except psutil.Error:
            continue
    return total / 1e6


class Peak:
    """The most memory, in MB, that a tree of processes had while this was open."""

    def __init__(self, pid: int) -> None:
        self.megabytes = 0.0
        self._pid = pid
        self._over = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Peak":
        self._watcher.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self._over.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._over.is_set():
            self.megabytes = max(self.megabytes, memory(self._pid))
            self._over.wait(0.02)


def _tree(pid: int) -> list[psutil.Process]:
    try:
        top = psutil.Process(pid)
        return [top, *top.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []
