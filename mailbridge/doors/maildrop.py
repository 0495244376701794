"""Where mail lies: a message file, an mbox, a Maildir, a plain folder, standard input, an IMAP
mailbox.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mailbridge.domain.told import sentence_of
from mailbridge.values import dataclass

if TYPE_CHECKING:
    from mailbridge.doors.imap import Inbox

STDIN = "-"
IMAP = ("imap://", "imaps://")
_MBOX_SUFFIXES = frozenset({".mbox", ".mbx"})
_SEPARATOR = re.compile(rb"From \S[^\r\n]{0,200}\d\d:\d\d")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Letter:
    """One raw message: where it lay, and its number within an mbox, or in an IMAP mailbox its uid
    (else 0).
    """

    path: str
    index: int
    raw: bytes
    inbox: "Inbox | None" = None  # to be told when the message need not be read again


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A path no message can be read from, and why, in words."""

    path: str
    why: str


def letters(paths: Iterable[str]) -> Iterator[Letter | Unreadable]:
    """All messages below the paths, in the order given; files of a folder in name order."""
    for path in paths:
        if path == STDIN:
            yield from _stdin()
        elif path.startswith(IMAP):
            yield from _fetched(path)
        else:
            yield from _below(Path(path))


def count(paths: Iterable[str]) -> int | None:
    """How many files `letters` will open; None when that is not known beforehand (standard input,
    IMAP).
    """
    listed = list(paths)
    if any(path == STDIN or path.startswith(IMAP) for path in listed):
        return None
    return sum(len(_listing(Path(path))) if Path(path).is_dir() else 1 for path in listed)


def _stdin() -> Iterator[Letter]:
    raw = sys.stdin.buffer.read()
    if _SEPARATOR.match(raw):
        yield from (
            Letter(STDIN, number, one)
            for number, one in enumerate(_split(raw.splitlines(keepends=True)))
        )
    else:
        yield Letter(STDIN, 0, raw)


def _fetched(address: str) -> Iterator[Letter | Unreadable]:
    from mailbridge.doors import imap  # few read from there

    try:
        inbox = imap.Inbox(address)
    except ValueError as fault:
        yield Unreadable(address.rpartition("@")[2], sentence_of(fault))
        return
    try:
        for uid, raw in inbox.unseen():
            yield Letter(inbox.name, uid, raw, inbox)
    except imap.FAULTS as fault:
        yield Unreadable(inbox.name, sentence_of(fault) or type(fault).__name__)


def _below(path: Path) -> Iterator[Letter | Unreadable]:
    if not path.is_dir():
        yield from _file(path)
        return
    try:
        files = _listing(path)
    except OSError as fault:
        yield Unreadable(str(path), fault.strerror or str(fault))
        return
    for file in files:
        yield from _file(file)


def _listing(folder: Path) -> list[Path]:
    """The message files of a Maildir (`cur` and `new`) or of a plain folder, in name order."""
    rooms = [room for room in (folder / "cur", folder / "new") if room.is_dir()] or [folder]
    files = [
        one
        for room in rooms
        for one in room.iterdir()
        if not one.name.startswith(".") and not one.is_dir()
    ]
    return sorted(files, key=lambda one: one.name)


def _file(path: Path) -> Iterator[Letter | Unreadable]:
    try:
        with path.open("rb") as lines:
            if _is_mbox(path, lines.peek(256)):
                for number, raw in enumerate(_split(lines)):
                    yield Letter(str(path), number, raw)
            else:
                yield Letter(str(path), 0, lines.read())
    except OSError as fault:
        yield Unreadable(str(path), fault.strerror or str(fault))


def _is_mbox(path: Path, head: bytes) -> bool:
    if path.suffix.lower() in _MBOX_SUFFIXES:
        return True
    return path.suffix.lower() != ".eml" and _SEPARATOR.match(head) is not None


def _split(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The messages of an mbox: a `From ` line after an empty one begins the next (RFC 4155)."""
    gathered: list[bytes] = []
    begun, after_empty = False, True
    for line in lines:
        if after_empty and _SEPARATOR.match(line):
            if begun:
                yield _unquoted(gathered)
            gathered, begun = [], True
        else:
            gathered.append(line)
        after_empty = not line.strip(b"\r\n")
    if begun or gathered:
        yield _unquoted(gathered)


def _unquoted(lines: list[bytes]) -> bytes:
    if lines and not lines[-1].strip(b"\r\n"):
        lines.pop()
    return _QUOTED.sub(rb"\1", b"".join(lines))
