"""Big messages as files: whole or not at all, and once."""

import asyncio
import hashlib
from pathlib import Path

import pytest

from mailbridge.adapters.blobs.file_blobs import FileBlobs

CONTENT = b"x" * 300_000
DIGEST = hashlib.sha256(CONTENT).hexdigest()


async def test_what_was_put_comes_back(tmp_path: Path) -> None:
    """In a new process, too; and the folder is for its owner only."""
    await FileBlobs(tmp_path / "blobs").put(DIGEST, CONTENT)
    assert CONTENT == await FileBlobs(tmp_path / "blobs").get(DIGEST)
    assert [0o700, 0o600] == [
        (tmp_path / "blobs" / name).stat().st_mode & 0o777
        for name in ("", f"{DIGEST[:2]}/{DIGEST}")
    ]


async def test_the_same_put_by_many_at_once_is_one_file(tmp_path: Path) -> None:
    """And nothing else is left in the folder."""
    blobs = FileBlobs(tmp_path)
    await asyncio.gather(*(blobs.put(DIGEST, CONTENT) for _ in range(8)))
    assert [tmp_path / DIGEST[:2] / DIGEST] == files(tmp_path)


@pytest.mark.parametrize("name", ["0" * 64, "../" + "0" * 61, "", "/etc/passwd"])
async def test_what_was_never_put_is_not_found(tmp_path: Path, name: str) -> None:
    """Nor is anything that is no name of a blob."""
    with pytest.raises(FileNotFoundError):
        await FileBlobs(tmp_path).get(name)


async def test_a_put_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """The file that was being written is taken away again."""
    blobs = FileBlobs(tmp_path)
    with pytest.raises(TypeError):
        await blobs.put(DIGEST, "no bytes")  # type: ignore[arg-type]
    assert [] == files(tmp_path)


def test_it_knows_its_room(tmp_path: Path) -> None:
    """Bytes, of the disk it lies on."""
    assert FileBlobs(tmp_path).free() > 0


def files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]
