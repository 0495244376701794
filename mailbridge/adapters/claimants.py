"""Who claims, and who of them has ended: each process that claims something holds the lock of a
file of its own. The system lets go of it when the process ends, however that happens, and not
before: one that merely stands still keeps it.
"""

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from time import monotonic

LAST_WORDS = 60.0  # seconds in which a database may still write what an ended process asked for


class Claimants:
    """The processes whose files lie in `folder`, which is made when it is needed. Where the folder
    cannot be written or locked, nobody is ever known to have ended.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own = ""
        self._lock: int | None = None  # a file descriptor
        self._ended: dict[str, float] = {}  # since when we know of it

    @property
    def own(self) -> str:
        """The name of this one. When it is asked for first, its file is written."""
        if not self._own:
            self._own = f"{os.getpid()}.{token_hex(8)}"
            with suppress(OSError):
                self._lock = self._locked()
        return self._own

    def _locked(self) -> int:
        """Others see the file when its lock is held already."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        passing = self._folder / f".{self._own}"
        opened = os.open(passing, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            passing.rename(self._folder / self._own)
        except OSError:
            os.close(opened)
            passing.unlink(missing_ok=True)
            raise
        return opened

    def ended(self) -> list[str]:
        """The names of those that have ended."""
        if not self._folder.is_dir():
            return []
        names = sorted(file.name for file in self._folder.iterdir())
        ended = [name for name in names if not name.startswith(".") and self._has_ended(name)]
        self._ended = {name: self._ended.get(name, monotonic()) for name in ended}
        return ended

    def _has_ended(self, name: str) -> bool:
        try:
            opened = os.open(self._folder / name, os.O_RDWR)
        except OSError:
            return False
        try:
            fcntl.flock(opened, fcntl.LOCK_SH | fcntl.LOCK_NB)  # shared: others look, too
        except OSError:
            return False
        finally:
            os.close(opened)
        return True

    def forget(self) -> None:
        """Nothing is claimed any more by those that have ended: remove the files of those that we
        have known of for LAST_WORDS.
        """
        for name, since in self._ended.items():
            if monotonic() - since >= LAST_WORDS:
                (self._folder / name).unlink(missing_ok=True)

    async def close(self) -> None:
        """Let go of this process's own lock: from now on others know that it has ended."""
        if self._lock is not None:
            (self._folder / self._own).unlink(missing_ok=True)
            os.close(self._lock)
        self._own, self._lock = "", None
