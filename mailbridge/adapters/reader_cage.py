"""The walls around a reading process, beyond its limits of time and memory: it may read Python's
own files and nothing else, reach no network, start no program and signal no other process.

Linux only, by three means that need no privilege: no_new_privs, Landlock (Linux 5.13 and later) and
a seccomp filter (x86-64 and arm64). What the kernel does not have is left out and reported, see
`Wall`. The numbers are those of the kernel's headers: linux/landlock.h, linux/seccomp.h,
linux/bpf_common.h, asm/unistd.h.
"""

import ctypes
import errno
import os
import platform
import resource
import struct
import sys
import zoneinfo
from collections.abc import Iterable, Iterator
from enum import IntFlag
from pathlib import Path

import mailbridge


class Wall(IntFlag):
    """What keeps a reading process in, as it reports when it starts."""

    LIMITS = 1  # no written file, few open files, no core file
    NO_NEW_PRIVILEGES = 2
    LANDLOCK = 4
    SECCOMP = 8


OPEN_FILES = 32  # for modules that are imported late
_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/etc/ld.so.cache")  # of modules written in C

_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 22, 2
_PR_SET_NO_NEW_PRIVS = 38

_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_LANDLOCK_VERSION, _PATH_BENEATH = 1, 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
# rights that a version of Landlock knows: of files by bits, of TCP, of what lies outside
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NETWORK_SINCE, _SCOPE_SINCE = 4, 6
_BIND_AND_CONNECT, _ABSTRACT_SOCKETS_AND_SIGNALS = 3, 3

# system calls by name: their numbers on x86-64 and on arm64
_CALLS: dict[str, tuple[int | None, int | None]] = {
    "read": (0, 63), "pread64": (17, 67), "write": (1, 64), "close": (3, 57), "lseek": (8, 62),
    "stat": (4, None), "fstat": (5, 80), "lstat": (6, None), "newfstatat": (262, 79),
    "statx": (332, 291), "access": (21, None), "faccessat": (269, 48), "faccessat2": (439, 439),
    "readlink": (89, None), "readlinkat": (267, 78), "getdents64": (217, 61), "getcwd": (79, 17),
    "poll": (7, None), "ppoll": (271, 73), "brk": (12, 214), "mmap": (9, 222),
    "munmap": (11, 215), "mremap": (25, 216), "mprotect": (10, 226), "madvise": (28, 233),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132), "restart_syscall": (219, 128), "setitimer": (38, 103),
    "getitimer": (36, 102), "exit": (60, 93), "exit_group": (231, 94), "futex": (202, 98),
    "sched_yield": (24, 124), "sched_getaffinity": (204, 123), "getrandom": (318, 278),
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "gettimeofday": (96, 169),
    "time": (201, None), "getpid": (39, 172), "gettid": (186, 178), "getppid": (110, 173),
    "getuid": (102, 174), "geteuid": (107, 175), "getgid": (104, 176), "getegid": (108, 177),
    "getrusage": (98, 165), "times": (100, 153), "uname": (63, 160), "sysinfo": (99, 179),
    "rseq": (334, 293), "set_robust_list": (273, 99), "membarrier": (324, 283),
}  # fmt: skip
_OPENAT, _TGKILL, _PRLIMIT = (257, 56), (234, 131), (302, 261)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column above, AUDIT_ARCH_*

_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM


def enclose() -> Wall:
    """Put up every wall that this system has, for the rest of this process's life; returns them."""
    walls = _limit()
    if sys.platform != "linux":
        return walls
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return walls  # the other two need it
    walls |= Wall.NO_NEW_PRIVILEGES
    if _restrict_files(library):
        walls |= Wall.LANDLOCK
    if _filter_calls(library):
        walls |= Wall.SECCOMP
    return walls


def _limit() -> Wall:
    for what, most in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        resource.setrlimit(what, (most, most))
    return Wall.LIMITS


def readable() -> list[Path]:
    """What a reading process may read: Python, its modules, this package and the time zones."""
    package = Path(next(iter(mailbridge.__path__)))
    folders = (sys.prefix, sys.base_prefix, *zoneinfo.TZPATH, *_LIBRARIES)
    return [path for path in (package, *map(Path, folders)) if path.exists()]


def _restrict_files(library: ctypes.CDLL) -> bool:
    """Put up Landlock: read what `readable` names, and no TCP, abstract sockets or foreign
    processes. False: it could not be put up.
    """
    version = library.syscall(_LANDLOCK_CREATE, None, 0, _LANDLOCK_VERSION)
    if version < 1:
        return False
    handled = [(1 << _FILE_RIGHTS.get(version, 16)) - 1]
    handled += [_BIND_AND_CONNECT] if version >= _NETWORK_SINCE else []
    handled += [_ABSTRACT_SOCKETS_AND_SIGNALS] if version >= _SCOPE_SINCE else []
    attributes = struct.pack(f"={len(handled)}Q", *handled)
    rules = library.syscall(_LANDLOCK_CREATE, attributes, len(attributes), 0)
    if rules < 0:
        return False
    try:
        for path in readable():
            _allow_reading(library, rules, path)
        return bool(library.syscall(_LANDLOCK_RESTRICT, rules, 0) == 0)
    finally:
        os.close(rules)


def _allow_reading(library: ctypes.CDLL, rules: int, path: Path) -> None:
    beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rights = _READ_FILE | _READ_DIR if path.is_dir() else _READ_FILE
        library.syscall(_LANDLOCK_ADD, rules, _PATH_BENEATH, struct.pack("=Qi", rights, beneath), 0)
    finally:
        os.close(beneath)


def _filter_calls(library: ctypes.CDLL) -> bool:
    """Put up the seccomp filter: a system call that is not named here is refused with EPERM. False:
    it could not be put up.
    """
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    steps = b"".join(_program(*machine, os.getpid()))
    program = ctypes.create_string_buffer(steps, len(steps))
    filters = struct.pack("@HP", len(steps) // 8, ctypes.addressof(program))
    return bool(library.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, filters, 0, 0) == 0)


def _program(column: int, architecture: int, own_process: int) -> Iterator[bytes]:
    """The filter as instructions of 8 octets (struct sock_filter)."""
    yield _step(_LOAD, _ARCHITECTURE)
    yield _step(_EQUAL, architecture, if_true=1)
    yield _step(_RETURN, _KILL)
    yield _step(_LOAD, _NUMBER)
    for number in _numbers(column):
        yield _step(_EQUAL, number, if_false=1)
        yield _step(_RETURN, _ALLOW)
    # a file is opened for reading only
    yield from _guarded(_OPENAT[column], argument=2, test=_ANY_BIT, value=_WRITING, good=False)
    # abort() signals this process and no other
    yield from _guarded(_TGKILL[column], argument=0, test=_EQUAL, value=own_process, good=True)
    # its own limits, which it cannot raise above the hard ones
    yield from _guarded(_PRLIMIT[column], argument=0, test=_EQUAL, value=0, good=True)
    yield _step(_RETURN, _REFUSE)


def _numbers(column: int) -> Iterable[int]:
    return (number for call in _CALLS.values() if (number := call[column]) is not None)


def _guarded(call: int, argument: int, test: int, value: int, good: bool) -> Iterator[bytes]:
    """Allow a call where the low half of an argument passes (`good`) or fails the test."""
    yield _step(_EQUAL, call, if_false=4)
    yield _step(_LOAD, _ARGUMENTS + 8 * argument)
    yield _step(test, value, if_true=0 if good else 1, if_false=1 if good else 0)
    yield _step(_RETURN, _ALLOW)
    yield _step(_RETURN, _REFUSE)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)
