"""An office to bring letters to: Anna and Igor are the team, Maria is a client."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.container import open_container
from tests.services.post_office import PostOffice


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """The project Bloom with Anna (member) and Maria (client)."""
    container = await open_container(sqlite_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    yield made
    await container.close()
