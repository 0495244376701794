"""Big messages as files named by their sha256."""

import asyncio
import os
import shutil
from pathlib import Path
from secrets import token_hex


class FileBlobs:
    """Files under `folder`, which is made when missing; all of a blob is there, or nothing of
    it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    async def put(self, sha256: str, content: bytes) -> None:
        """On stable storage when this returns. Raises OSError."""
        await asyncio.to_thread(self._put, self._file(sha256), content)

    async def get(self, sha256: str) -> bytes:
        """Raises FileNotFoundError for a blob that was never kept."""
        return await asyncio.to_thread(self._file(sha256).read_bytes)

    async def drop(self, sha256: str) -> None:
        """Gone when this returns. Raises OSError."""
        await asyncio.to_thread(self._file(sha256).unlink, missing_ok=True)

    def free(self) -> int:
        """Bytes of room left on its disk."""
        return shutil.disk_usage(self.folder).free

    def _file(self, sha256: str) -> Path:
        if len(sha256) != 64 or not sha256.isalnum():
            raise FileNotFoundError(sha256)
        return self.folder / sha256[:2] / sha256

    def _put(self, file: Path, content: bytes) -> None:
        if file.exists() and file.read_bytes() == content:  # else it is damaged
            _sync_folder(file.parent)  # whoever put it may not have come that far
            return
        if not file.parent.exists():
            file.parent.mkdir(exist_ok=True, mode=0o700)
            _sync_folder(self.folder)
        passing = file.with_name(f".{file.name}.{token_hex(8)}")
        try:
            _write(passing, content)
            passing.rename(file)
        finally:
            passing.unlink(missing_ok=True)
        _sync_folder(file.parent)


def _write(file: Path, content: bytes) -> None:
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _sync_folder(folder: Path) -> None:
    """Have the renames in a folder kept on stable storage."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
