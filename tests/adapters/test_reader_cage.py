"""What a reading process that a message has taken over could do: nothing but answer."""

import ctypes
import platform
from pathlib import Path

import pytest

from mailbridge.adapters.reader import ReadingProcess
from mailbridge.adapters.reader_cage import Wall

LETTER = b"From: a@x.test\r\nSubject: Logo\r\nContent-Type: text/plain\r\n\r\nhello\r\n"
# a child whose reading of a message is to try what the message's text says, as Python
TAKEN_OVER = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
import ctypes, os, socket
from mailbridge.adapters import reader_child
from mailbridge.domain.message import Message, Reading

def tried(raw, path, with_trace=False):
    try:
        said = repr(eval(raw.decode()))
    except OSError as fault:
        said = type(fault).__name__
    return Reading(Message(text=said))

reader_child.read = tried
reader_child.main()
"""


def _kernel_walls() -> Wall:
    """What this machine's kernel has, asked without the code under test."""
    walls = Wall.LIMITS | Wall.NO_NEW_PRIVILEGES
    if ctypes.CDLL(None).syscall(444, None, 0, 1) >= 1:  # landlock_create_ruleset: its version
        walls |= Wall.LANDLOCK
    if platform.machine() in ("x86_64", "aarch64"):
        walls |= Wall.SECCOMP
    return walls


KERNEL = _kernel_walls()
BY_LANDLOCK = [
    "open('/etc/passwd').read()",
    "os.listdir('/')",
    "open('/proc/self/environ').read()",
]
BY_FILTER = [
    "open('/tmp/written', 'w')",
    "open(os.__file__, 'r+b')",
    "os.open(reader_child.__file__, os.O_WRONLY)",
    "os.unlink(reader_child.__file__)",
    "os.mkdir('/tmp/made')",
    "os.rename(reader_child.__file__, '/tmp/moved')",
    "os.chmod(reader_child.__file__, 0o777)",
    "socket.socket()",
    "socket.socketpair()",
    "socket.create_connection(('127.0.0.1', 25))",
    "os.fork()",
    "os.execv('/bin/true', ['true'])",
    "os.posix_spawn('/bin/true', ['true'], {})",
    "os.kill(os.getppid(), 0)",
    "os.pipe()",
    "os.memfd_create('code')",
    "os.setuid(0)",
    "os.chroot('/usr')",
]


def _tries(attempt: str) -> str:
    process = ReadingProcess(start=TAKEN_OVER)
    try:
        return process.read(attempt.encode(), None).message.text
    finally:
        process.close()


def test_all_walls_stand() -> None:
    """What `doctor` shows of the reading processes is what they report when they start."""
    process = ReadingProcess()
    try:
        process.read(LETTER, None)
        assert process.walls == KERNEL
    finally:
        process.close()


@pytest.mark.parametrize(
    "attempt",
    [
        *(BY_LANDLOCK if Wall.LANDLOCK in KERNEL else ()),
        *(BY_FILTER if Wall.SECCOMP in KERNEL else ()),
    ],
)
def test_what_a_message_cannot_do(attempt: str) -> None:
    """Each is refused by the system, and the process goes on."""
    assert _tries(attempt) == "PermissionError"


@pytest.mark.parametrize(
    ("attempt", "expected"),
    [
        ("sorted({*os.environ} - {'LC_CTYPE'})", "[]"),
        ("len([one for one in range(64) if os.path.exists(f'/proc/self/fd/{one}')]) > 5", "False"),
        ("ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0)", "-1"),
        ("ctypes.CDLL(None).unshare(0x10000000)", "-1"),
        ("ctypes.CDLL(None).syscall(425, 1, 0)", "-1"),
    ],
    ids=["environment", "open files", "ptrace", "namespaces", "io_uring"],
)
def test_what_a_message_finds(attempt: str, expected: str) -> None:
    """Nothing of the process that started it, and no way around the filter."""
    assert _tries(attempt) == expected


def test_a_reading_process_may_still_import() -> None:
    """Modules that are seldom needed come late, from behind the walls."""
    assert _tries("__import__('icalendar').Calendar.__name__") == "'Calendar'"


def test_time_zones_can_be_read() -> None:
    """They are files of the system."""
    assert _tries("str(__import__('zoneinfo').ZoneInfo('Asia/Tokyo'))") == "'Asia/Tokyo'"


def test_nothing_is_written(tmp_path: Path) -> None:
    """Not even where anybody may write."""
    tmp_path.chmod(0o777)
    target = tmp_path / "written"
    assert _tries(f"open({str(target)!r}, 'w')") == "PermissionError"
    assert not target.exists()
