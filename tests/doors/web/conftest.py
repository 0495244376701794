from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.doors.web.site import Site, open_site


@pytest.fixture
async def site(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Site]:
    opened = await open_site(sqlite_url, tmp_path)
    yield opened
    await opened.house.close()
