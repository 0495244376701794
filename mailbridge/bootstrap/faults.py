"""Faults of the world outside in one clear line each: what is wrong, and what to do."""

import asyncio
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from mailbridge.settings import Settings
from mailbridge.store.migrations import TooNew

UNREACHABLE = (OSError, asyncio.TimeoutError)


class CannotStart(Exception):
    """Its words are one line for the operator."""


@contextmanager
def in_one_line(settings: Settings) -> Iterator[None]:
    """Faults of the database, the disk and the network leave as CannotStart."""
    try:
        yield
    except TooNew as fault:
        raise CannotStart(str(fault)) from fault
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
        return f"the disk of the database {name} is full; make room and start again"
    if "readonly" in words or "unable to open" in words:
        return (
            f"the database {name} cannot be written ({words}); let this user write the file and "
            "its folder"
        )
    if "not a database" in words or "malformed" in words:
        return f"{name} is damaged or no database ({words}); restore it from a backup"
    return (
        f"the database {name} does not answer as it should: {words}; check database_url and that "
        "the server runs"
    )


def _system(settings: Settings, fault: OSError) -> str:
    """Connecting to PostgreSQL fails as an OSError too, without a file's name."""
    if fault.filename is None and settings.database_url and not isinstance(fault, PermissionError):
        return _database(settings, fault)
    what = os.fsdecode(fault.filename) if fault.filename is not None else "the system"
    words = (fault.strerror or str(fault) or type(fault).__name__).lower()
    return f"{what}: {words}; {_remedy(fault)}"


def _remedy(fault: OSError) -> str:
    match fault.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "make room on that disk and start again"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return "let this user write there, or choose another place in the settings"
        case errno.ENOTDIR | errno.EEXIST:
            return "a file stands where a folder should be; set data_dir to another place"
        case _:
            return "see `mailbridge doctor`"
