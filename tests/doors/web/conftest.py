import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from mailbridge.adapters.ways_in import passwords
from tests.doors.web.site import Site, open_site, seed


@pytest.fixture(scope="session")
def _seeded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """A database with the conversation in it, made once and copied for each test; and the ids of
    what is in it.
    """
    folder = tmp_path_factory.mktemp("site")
    with ThreadPoolExecutor(1) as apart:  # the tests' own event loops stay untouched
        ids = apart.submit(
            lambda: asyncio.run(seed(f"sqlite:///{folder / 'site.sqlite'}", folder))
        ).result()
    return folder / "site.sqlite", ids


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """One costs as little as may be; what it costs in earnest is the library's default."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(passwords, "_HASHER", PasswordHasher(1, 8, 1))
        yield


@pytest.fixture
async def site(_seeded: tuple[Path, dict[str, int]], tmp_path: Path) -> AsyncIterator[Site]:
    database, ids = _seeded
    shutil.copyfile(database, tmp_path / "site.sqlite")
    opened = await open_site(f"sqlite:///{tmp_path / 'site.sqlite'}", tmp_path, ids)
    yield opened
    await opened.container.close()
