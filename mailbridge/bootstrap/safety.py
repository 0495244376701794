"""Safety copies: the database, the large messages and the keys in one tar file."""

import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.engine import make_url

from mailbridge.bootstrap import keys
from mailbridge.bootstrap.faults import CannotStart, in_one_line
from mailbridge.domain.told import told
from mailbridge.settings import Settings
from mailbridge.store.engine import sqlite_copy

DATABASE, BLOBS = "mailbridge.sqlite", "blobs"


def backup(
    settings: Settings, file: Path, progress: Callable[[int, int], None] = lambda done, total: None
) -> int:
    """Write the copy, readable by this user alone; the service may go on meanwhile. Returns its
    bytes. Raises CannotStart.
    """
    database = _sqlite_file(settings)
    if not database.is_file():
        raise CannotStart(
            told("there is no database {database} yet; nothing to copy", database=database)
        )
    with in_one_line(settings), tempfile.TemporaryDirectory(dir=settings.data_dir) as folder:
        copy, written = Path(folder) / DATABASE, Path(folder) / "backup.tar"
        _copied(database, copy, progress)
        with tarfile.open(
            written, "w"
        ) as archive:  # the database first: whatever it speaks of is in the blobs by then
            archive.add(copy, DATABASE)
            for name in (BLOBS, keys.FILE):
                if (settings.data_dir / name).exists():
                    archive.add(settings.data_dir / name, name, filter=_finished)
        written.chmod(0o600)
        passing = file.with_name(f".{file.name}.{os.getpid()}")
        shutil.copyfile(written, passing)
        passing.chmod(0o600)
        passing.rename(file)
    return file.stat().st_size


def _copied(database: Path, copy: Path, progress: Callable[[int, int], None]) -> None:
    try:
        sqlite_copy.copy(database, copy, progress)
    except sqlite3.Error as fault:
        raise CannotStart(
            told(
                "{database} cannot be copied: {fault}; see `mailbridge doctor`",
                database=database,
                fault=fault,
            )
        ) from fault


def _finished(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """Not the files that are being written just now."""
    return None if Path(member.name).name.startswith(".") else member


def restore(settings: Settings, file: Path) -> None:
    """Unpack a copy into data_dir, which must not hold a database yet. Raises CannotStart, with
    nothing changed.
    """
    database = _sqlite_file(settings)
    if database.exists():
        raise CannotStart(
            told(
                "there is a database {database} already; stop the service and move it away first",
                database=database,
            )
        )
    with in_one_line(settings):
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=settings.data_dir) as folder:
            _unpack(file, Path(folder))
            for name in (BLOBS, keys.FILE):
                _move(Path(folder) / name, settings.data_dir / name)
            (Path(folder) / DATABASE).chmod(0o600)
            (Path(folder) / DATABASE).rename(database)


def _unpack(file: Path, folder: Path) -> None:
    try:
        with tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")
    except tarfile.TarError as fault:
        raise CannotStart(
            told("{file} is no backup of mailbridge: {fault}", file=file, fault=fault)
        ) from fault
    if not sqlite_copy.is_whole(folder / DATABASE):
        raise CannotStart(told("{file} holds no whole database; take another copy", file=file))


def _move(source: Path, target: Path) -> None:
    """A folder's files join those that are there; a file replaces the one that is there."""
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    elif source.exists():
        source.replace(target)


def _sqlite_file(settings: Settings) -> Path:
    url = make_url(settings.store_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise CannotStart(
            told(
                "the database is PostgreSQL: copy it with pg_dump and bring it back with "
                "pg_restore; keep data_dir beside it"
            )
        )
    return Path(url.database)
