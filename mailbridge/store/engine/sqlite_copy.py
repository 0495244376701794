"""Copies of an SQLite database while it is in use, and whether a file is a whole one."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import aiosqlite

PAGES = 2000  # copied at once; others may write in between


async def copy(
    source: Path, target: Path, progress: Callable[[int, int], None] = lambda done, total: None
) -> None:
    """A consistent copy, taken by SQLite's own backup API; progress: pages done and all pages.
    Raises sqlite3.Error.
    """
    async with aiosqlite.connect(source) as taken, aiosqlite.connect(target) as made:
        await taken.backup(
            made, pages=PAGES, progress=lambda status, left, total: progress(total - left, total)
        )
        await made.execute("PRAGMA journal_mode=DELETE")


def kept_apart(file: Path) -> list[str]:
    """The sha256 of each message whose octets are not in this database, but among the large ones.
    Raises sqlite3.Error.
    """
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as opened:
        rows = opened.execute("SELECT DISTINCT sha256 FROM raws WHERE content IS NULL")
        return [sha256 for (sha256,) in rows]


def is_whole(file: Path) -> bool:
    """Whether it is a database without damage."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as opened:
            return bool(opened.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False
