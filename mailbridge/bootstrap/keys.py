"""The keys that sign reply addresses and links: the first signs, all of them open.

A configured key is remembered, so that what it signed goes on working when the configuration has
another one day.
"""

import hashlib
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

FILE = "secret_keys"
HEAD = (
    "# The first line signs, every line is believed. To rotate, put a new line on top: "
    "`mailbridge db rotate-key` does it.\n"
)


REMEMBERED = (
    "configured:"  # how a line begins that holds a key itself, not the words it is derived from
)


def keys(folder: Path, configured: str | None) -> tuple[bytes, ...]:
    """The configured key first, then those of the file, which is made when there is no key at all.
    Raises OSError.
    """
    file = folder / FILE
    if configured is None and not file.exists():
        _create(file)
    kept = [_key(line) for line in _lines(file)]
    if configured is None:
        return tuple(kept)
    first = derived(configured)
    if first not in kept:
        _written_beside(file, [*_lines(file), REMEMBERED + first.hex()]).rename(file)
    return tuple(dict.fromkeys([first, *kept]))


def _lines(file: Path) -> list[str]:
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _key(line: str) -> bytes:
    _, found, kept = line.partition(REMEMBERED)
    return bytes.fromhex(kept) if found else derived(line)


def derived(words: str) -> bytes:
    """32 bytes of key from the words of a setting or a line."""
    return hashlib.sha256(b"mailbridge key" + words.encode()).digest()


def rotate(folder: Path) -> None:
    """A fresh key on top; the old ones stay below it."""
    file = folder / FILE
    fresh = _written_beside(file, [secrets.token_hex(32), *_lines(file)])
    fresh.rename(file)


def _create(file: Path) -> None:
    """All of it or nothing: of two processes that start at once one is first, and both read the
    same.
    """
    fresh = _written_beside(file, [secrets.token_hex(32)])
    with suppress(FileExistsError):
        os.link(fresh, file)
    fresh.unlink()


def _written_beside(file: Path, lines: Sequence[str]) -> Path:
    fresh = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    with open(
        os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as opened:
        opened.write(HEAD + "".join(f"{line}\n" for line in lines))
        opened.flush()
        os.fsync(opened.fileno())
    return fresh
