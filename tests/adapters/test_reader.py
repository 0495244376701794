"""Reading in processes that may be killed."""

import asyncio
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mailbridge.adapters.reader import MEMORY, Reader, ReaderUnavailableError, ReadingProcess
from mailbridge.adapters.reader_child import COPIES, ROUNDED

LETTER = b"From: a@x.test\r\nSubject: Logo\r\nContent-Type: text/plain\r\n\r\nhello\r\n"
ALLOWANCE = 1 << 20  # octets
BOMB = b"From: a@x.test\r\nSubject: Logo\r\nContent-Type: text/html\r\n\r\n" + b"<p>word" * 100_000
PATH = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
HOLDING = (
    "import mmap; from mailbridge.adapters.reader_child import main; held = {0} and mmap.mmap(-1, "
    "{0}); main()"
)
DYING = (
    "import os; from mailbridge.adapters import reader_child; reader_child.read = lambda *_, **__: "
    "os.abort(); reader_child.main()"
)
TALKATIVE = (
    "from mailbridge.adapters import reader_child as child; frame = child.ANSWER; child.ANSWER = "
    "type('Short', (), {'pack': lambda outcome, length: frame.pack(outcome, length - 1)}); "
    "child.main()"
)
BOUNDLESS = TALKATIVE.replace("length - 1", "1 << 62")
BUSY = (
    b"From: a@x.test\r\nSubject: Logo\r\nContent-Type: text/plain\r\n\r\n"
) + b"> a\r\n> b\r\n\r\n" * 40_000


async def test_messages_are_read_in_order_of_asking() -> None:
    """Each caller gets the reading of his own message, however many processes there are."""
    async with Reader(workers=2) as reader:
        found = await asyncio.gather(
            *(reader.read(LETTER.replace(b"Logo", b"n%d" % number)) for number in range(20))
        )
    assert [f"n{number}" for number in range(20)] == [one.message.subject for one in found]


async def test_who_no_longer_waits_keeps_nobody_from_reading() -> None:
    """The one thread goes on with the next, also where the first has not begun when it is given
    up.
    """
    async with Reader() as reader:
        waiting = [asyncio.ensure_future(reader.read(LETTER)) for _ in range(3)]
        await asyncio.sleep(0)
        for task in waiting[:2]:
            task.cancel()
        assert [True, True, False] == [
            isinstance(found, asyncio.CancelledError)
            for found in await asyncio.gather(*waiting, return_exceptions=True)
        ]


def test_who_is_not_in_a_loop_gets_a_future() -> None:
    """In the order of asking, and nothing once the reader is closed."""
    with Reader(workers=2) as reader:
        asked = [reader.submit(LETTER.replace(b"Logo", b"n%d" % number)) for number in range(5)]
        assert [f"n{number}" for number in range(5)] == [
            one.result().message.subject for one in asked
        ]
    with pytest.raises(RuntimeError):
        reader.submit(LETTER)


async def test_why_no_process_starts_is_told_to_who_waits() -> None:
    """As an exception, in a loop and out of it."""
    async with Reader() as reader:
        reader._processes[0]._arguments[-3] = "raise SystemExit"
        with pytest.raises(ReaderUnavailableError):
            await reader.read(LETTER)
        with pytest.raises(ReaderUnavailableError):
            reader.submit(LETTER).result()


async def test_the_reverse_path_arrives() -> None:
    """A null reverse-path is not the same as none."""
    report = (
        b"From: MAILER-DAEMON@x.test\r\nSubject: Undelivered Mail Returned to "
        b"Sender\r\n\r\n<b@y.test>: 550 5.1.1 unknown user\r\n"
    )
    async with Reader() as reader:
        found = await reader.read(report, "")
    assert found.kind == "bounce"


def test_too_much_cpu_time_ends_in_a_minimal_reading_and_a_new_process() -> None:
    """The header section and the raw text are kept, a defect says why, and the next message is read
    as ever.
    """
    with Reader(cpu_seconds=0.05) as reader:
        costly = reader.read_now(BUSY)
        after = reader.read_now(LETTER)
    assert costly.message.subject == "Logo"
    assert costly.trimmed.reply == costly.message.text
    assert costly.message.defects == ("too costly to understand: it takes too much CPU time",)
    assert (after.message.text, after.message.defects) == ("hello", ())


@pytest.mark.parametrize(
    "address_space", [0, 1 << 29], ids=[("a child that starts small"), "a child that starts large"]
)
def test_too_much_memory_ends_in_a_minimal_reading(address_space: int) -> None:
    """It is the memory bound that ends the reading, whatever the child has in use at rest; time
    enough is left.
    """
    process = _process_holding(address_space)
    try:
        costly = process.read(BOMB, None)
        after = process.read(LETTER, None)
    finally:
        process.close()
    assert costly.message.defects == ("too costly to understand: it needs too much memory",)
    assert (after.message.text, after.message.defects) == ("hello", ())


@pytest.mark.parametrize(
    "address_space", [0, 1 << 29], ids=[("a child that starts small"), "a child that starts large"]
)
def test_the_address_space_is_limited_from_the_start(address_space: int) -> None:
    """To what is in use at rest and the allowance; with a message, to as much more as its copies
    need.
    """
    process = _process_holding(address_space)
    try:
        child = process._ready()
        at_rest = _limit_of(child.pid) - ALLOWANCE
        process.read(LETTER, None)
        assert address_space < at_rest < address_space + (1 << 28)
        assert _limit_of(child.pid) == at_rest + ALLOWANCE + COPIES * ROUNDED
    finally:
        process.close()


def test_an_ordinary_reader_limits_its_processes() -> None:
    """What production starts: nothing but the defaults."""
    process = ReadingProcess()
    try:
        child = process._ready()
        assert MEMORY < _limit_of(child.pid) < MEMORY + (1 << 28)
    finally:
        process.close()


def test_a_process_that_dies_while_reading_is_told_from_a_slow_one() -> None:
    """The defect names the signal."""
    process = ReadingProcess(start=PATH + DYING)
    try:
        found = process.read(LETTER, None)
    finally:
        process.close()
    assert found.message.defects == (
        ("too costly to understand: the process that read it ended (SIGABRT)"),
    )


def test_a_process_that_answers_more_than_it_was_asked_is_not_believed() -> None:
    """What it says too much would be the beginning of the next answer."""
    process = ReadingProcess(start=PATH + TALKATIVE)
    try:
        found = process.read(LETTER, None)
        assert process._child is None
    finally:
        process.close()
    assert found.message.defects == ("too costly to understand: it answers more than it was asked",)


def test_a_process_that_promises_more_than_it_can_hold_is_not_listened_to() -> None:
    """It would fill our memory for as long as it may take."""
    process = ReadingProcess(start=PATH + BOUNDLESS, wall_seconds=5)
    try:
        found = process.read(LETTER, None)
    finally:
        process.close()
    assert found.message.defects == (
        "too costly to understand: its answer is longer than its memory",
    )


def _process_holding(address_space: int) -> ReadingProcess:
    """One whose child maps so many octets before it looks what it has in use."""
    holding = PATH + HOLDING.format(address_space)
    return ReadingProcess(cpu_seconds=60, memory=ALLOWANCE, start=holding)


def _limit_of(number: int) -> int:
    """Octets of address space that a process may have."""
    return resource.prlimit(number, resource.RLIMIT_AS)[0]


def test_a_large_message_stays_within_memory() -> None:
    """20 MB of attachment are read whole within the ordinary limit."""
    head = (
        b"Subject: Logo\r\nContent-Type: application/pdf; "
        b"name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    with Reader(cpu_seconds=20) as reader:
        found = reader.read_now(head + b"QUJD" * 19 * 4 * 65536)
    assert [(one.filename, one.size) for one in found.message.attachments] == [
        ("a.pdf", 3 * 19 * 4 * 65536)
    ]


def test_a_process_that_was_killed_is_replaced() -> None:
    """A process that somebody ends between two messages is not noticed by the next."""
    process = ReadingProcess()
    try:
        assert process.read(LETTER, None).message.text == "hello"
        child = process._child
        assert child is not None
        child.kill()
        child.wait()
        assert process.read(LETTER, None).message.text == "hello"
    finally:
        process.close()


def test_a_process_makes_place_after_many_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that nothing it keeps can grow for ever."""
    monkeypatch.setattr("mailbridge.adapters.reader.MESSAGES", 2)
    process = ReadingProcess()
    try:
        numbers = []
        for _ in range(4):
            process.read(LETTER, None)
            assert process._child is not None
            numbers.append(process._child.pid)
        assert len(set(numbers)) == 2
    finally:
        process.close()


def test_no_message_is_blamed_when_no_process_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The caller may try again later."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    process = ReadingProcess()
    with pytest.raises(ReaderUnavailableError):
        process.read(LETTER, None)


def test_the_child_ends_with_its_parent() -> None:
    """A parent killed by SIGKILL leaves no process behind."""
    program = (
        "from mailbridge.adapters.reader import ReadingProcess; import time\n"
        f"p = ReadingProcess(); p.read({LETTER!r}, None); print(p._child.pid, flush=True); "
        "time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, env={**os.environ}
    )
    assert parent.stdout
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 20
    while _lives(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _lives(child)


def _lives(number: int) -> bool:
    try:
        state = (
            Path(f"/proc/{number}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
        )
    except OSError:
        return False
    return state != "Z"
