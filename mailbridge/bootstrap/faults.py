"""Faults of the world outside in one clear line each: what is wrong, and what to do."""

import asyncio
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from mailbridge.domain.told import told
from mailbridge.settings import Settings
from mailbridge.store.migrations import Differs, TooNew

UNREACHABLE = (OSError, asyncio.TimeoutError)


class CannotStart(Exception):
    """`line`: what is wrong and what to do, to be told in the operator's language."""

    def __init__(self, line: str) -> None:
        self.line = line
        super().__init__(line)


@contextmanager
def in_one_line(settings: Settings) -> Iterator[None]:
    """Faults of the database, the disk and the network leave as CannotStart."""
    try:
        yield
    except TooNew as fault:
        raise CannotStart(
            told(
                "the database has schema {found}, made by a newer mailbridge; this one knows "
                "{known}, and no way back: install the newer one again, or restore a copy from "
                "before the upgrade into an empty place",
                found=fault.found,
                known=fault.known,
            )
        ) from fault
    except Differs as fault:
        raise CannotStart(
            told(
                "the database says that it has schema {found}, and has another ({words}); restore "
                "a backup of this version, or begin with an empty database and import what it "
                "holds",
                found=fault.found,
                words=fault.words,
            )
        ) from fault
    except SQLAlchemyError as fault:
        raise CannotStart(_database(settings, getattr(fault, "orig", None) or fault)) from fault
    except OSError as fault:
        raise CannotStart(_system(settings, fault)) from fault


def _database(settings: Settings, fault: BaseException) -> str:
    name = make_url(settings.store_url).render_as_string(hide_password=True)
    words = " ".join(str(fault).split()) or type(fault).__name__
    if (
        "disk is full" in words
        or "No space left" in words
        or getattr(fault, "sqlstate", "") == "53100"
    ):
        return told("the disk of the database {name} is full; make room and start again", name=name)
    if "readonly" in words or "unable to open" in words:
        return told(
            "the database {name} cannot be written ({words}); let this user write the file and "
            "its folder",
            name=name,
            words=words,
        )
    if "not a database" in words or "malformed" in words:
        return told(
            "{name} is damaged or no database ({words}); restore it from a backup",
            name=name,
            words=words,
        )
    return told(
        "the database {name} does not answer as it should: {words}; check database_url and that "
        "the server runs",
        name=name,
        words=words,
    )


def _system(settings: Settings, fault: OSError) -> str:
    """Connecting to PostgreSQL fails as an OSError too, without a file's name."""
    if fault.filename is None and settings.database_url and not isinstance(fault, PermissionError):
        return _database(settings, fault)
    what = os.fsdecode(fault.filename) if fault.filename is not None else told("the system")
    words = (fault.strerror or str(fault) or type(fault).__name__).lower()
    return told("{what}: {words}; {remedy}", what=what, words=words, remedy=_remedy(fault))


def _remedy(fault: OSError) -> str:
    match fault.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return told("make room on that disk and start again")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return told("let this user write there, or choose another place in the settings")
        case errno.ENOTDIR | errno.EEXIST:
            return told("a file stands where a folder should be; set data_dir to another place")
        case _:
            return told("see `mailbridge doctor`")
