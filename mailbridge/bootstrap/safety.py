"""Safety copies: the database, the large messages and the keys in one tar file, the same for SQLite
and for PostgreSQL; a copy of one comes back into the other.
"""

import asyncio
import hashlib
import io
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.engine import make_url

from mailbridge.bootstrap import keys, large_messages
from mailbridge.bootstrap.faults import CannotStart, in_one_line
from mailbridge.domain.oversight.audit import Act, Deed, Matter
from mailbridge.domain.told import told
from mailbridge.settings import Settings
from mailbridge.store.directory import audit_log
from mailbridge.store.engine import installation, sqlite_copy
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.migrations import table_copy

DATABASE = "mailbridge.sqlite"
CHUNK = 1 << 20  # octets
Progress = Callable[[int, int], None]


def backup(settings: Settings, file: Path, progress: Progress = lambda done, total: None) -> int:
    """Write the copy, readable by this user alone, and read it back; the service may go on
    meanwhile. Returns its bytes. Raises CannotStart.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with in_one_line(settings), tempfile.TemporaryDirectory(dir=settings.data_dir) as folder:
        copy, written = Path(folder) / DATABASE, Path(folder) / "backup.tar"
        _copy_database(settings, copy, progress)
        with tarfile.open(
            written, "w"
        ) as archive:  # the database first: whatever it speaks of is in the blobs by then
            archive.add(copy, DATABASE)
            for name in (large_messages.FOLDER, keys.FILE):
                if (settings.data_dir / name).exists():
                    archive.add(settings.data_dir / name, name, filter=_finished)
            if settings.blobs_url is not None:
                asyncio.run(_add_from_bucket(settings, copy, archive))
        written.chmod(0o600)
        _check_whole(written, Path(folder) / "read back")
        passing = file.with_name(f".{file.name}.{os.getpid()}")
        shutil.copyfile(written, passing)
        passing.chmod(0o600)
        passing.rename(file)
        asyncio.run(_note(settings, Act.BACKED_UP, file.name))
    return file.stat().st_size


def restore(settings: Settings, file: Path, progress: Progress = lambda done, total: None) -> None:
    """Unpack a copy into data_dir and into the database, which must not hold anything yet. Raises
    CannotStart, with nothing changed.
    """
    database = _sqlite_file(settings)
    if database is not None and database.exists():
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
            if database is None:
                asyncio.run(_into_postgres(settings, Path(folder) / DATABASE, progress))
            if settings.blobs_url is not None:
                asyncio.run(
                    _put_into_bucket(
                        settings, sorted((Path(folder) / large_messages.FOLDER).glob("*/*"))
                    )
                )
            for name in (large_messages.FOLDER, keys.FILE):
                _move(Path(folder) / name, settings.data_dir / name)
            if database is not None:
                (Path(folder) / DATABASE).chmod(0o600)
                (Path(folder) / DATABASE).rename(database)
        asyncio.run(_note(settings, Act.RESTORED, file.name))


def _copy_database(settings: Settings, copy: Path, progress: Progress) -> None:
    database = _sqlite_file(settings)
    if database is None:
        asyncio.run(_from_postgres(settings, copy, progress))
        return
    if not database.is_file():
        raise CannotStart(
            told("there is no database {database} yet; nothing to copy", database=database)
        )
    try:
        asyncio.run(sqlite_copy.copy(database, copy, progress))
    except sqlite3.Error as fault:
        raise CannotStart(
            told(
                "{database} cannot be copied: {fault}; see `mailbridge doctor`",
                database=database,
                fault=fault,
            )
        ) from fault


async def _from_postgres(settings: Settings, copy: Path, progress: Progress) -> None:
    """A database of SQLite with the same rows, all of one moment."""
    store = Store(settings.store_url)
    try:
        await store.read(
            lambda db: table_copy.copy_to_sqlite(db, copy, lambda done: progress(done, 0))
        )
    finally:
        await store.close()


async def _into_postgres(settings: Settings, copy: Path, progress: Progress) -> None:
    """The rows of an SQLite copy, of this version or of an older one."""
    store = Store(settings.store_url)
    try:
        await store.write(
            lambda db: table_copy.copy_from_sqlite(copy, db, lambda done: progress(done, 0))
        )
    except table_copy.NotEmptyError:
        name = make_url(settings.store_url).render_as_string(hide_password=True)
        raise CannotStart(
            told("the database {name} holds mail already; restore into an empty one", name=name)
        ) from None
    except table_copy.NotAllArrivedError:
        raise CannotStart(told("not all rows arrived; nothing was restored")) from None
    finally:
        await store.close()


async def _add_from_bucket(settings: Settings, copy: Path, archive: tarfile.TarFile) -> None:
    """The large messages that the database names; one that was deleted meanwhile is left out."""
    blobs = large_messages.open_blobs(settings)
    for sha256 in sqlite_copy.kept_apart(copy):
        with suppress(FileNotFoundError):
            content = await blobs.get(sha256)
            member = tarfile.TarInfo(f"{large_messages.FOLDER}/{sha256[:2]}/{sha256}")
            member.size, member.mode = len(content), 0o600
            archive.addfile(member, io.BytesIO(content))


async def _put_into_bucket(settings: Settings, files: Sequence[Path]) -> None:
    """Large messages of a copy; the files are gone then."""
    blobs = large_messages.open_blobs(settings)
    for file in files:
        await blobs.put(file.name, await asyncio.to_thread(file.read_bytes))
        await asyncio.to_thread(file.unlink)


async def _note(settings: Settings, act: Act, name: str) -> None:
    """The audit log says it, where the schema has one already, and the doctor tells how old the
    newest copy is.
    """

    def write(db: Connection) -> None:
        now = datetime.now(UTC)
        if act is Act.BACKED_UP:
            installation.note_backup(db, now)
        if audit_log.is_there(db):
            audit_log.add(db, now, None, [Deed(act, Matter.SAFETY_COPY, name=name)])

    store = Store(settings.store_url)
    try:
        await store.write(write)
    finally:
        await store.close()


def _finished(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """Not the files that are being written just now."""
    return None if Path(member.name).name.startswith(".") else member


def _check_whole(file: Path, folder: Path) -> None:
    """Raises CannotStart where the database or a large message of a copy is damaged."""
    with tarfile.open(file) as archive:
        archive.extract(DATABASE, folder, filter="data")
        damaged = [member.name for member in archive if not _is_whole_blob(archive, member)]
    if damaged or not sqlite_copy.is_whole(folder / DATABASE):
        what = damaged[0] if damaged else DATABASE
        raise CannotStart(
            told("the copy of {what} is damaged; see whether the disk is whole", what=what)
        )


def _is_whole_blob(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bool:
    """Whether a file of a copy is what its name says: a large message is named by the digest of its
    octets, any other file passes.
    """
    name, content = Path(member.name).name, archive.extractfile(member)
    if (
        content is None
        or not member.name.startswith(f"{large_messages.FOLDER}/")
        or len(name) != 64
    ):
        return True
    digest = hashlib.sha256()
    while piece := content.read(CHUNK):
        digest.update(piece)
    return digest.hexdigest() == name


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


def _sqlite_file(settings: Settings) -> Path | None:
    """Where the database is; None: it is PostgreSQL."""
    url = make_url(settings.store_url)
    if url.get_backend_name() != "sqlite":
        return None
    return Path(url.database or "")
