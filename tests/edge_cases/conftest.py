"""An office to bring letters to: Anna and Igor are the team, Maria is a client."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.house import open_house
from tests.services.post_office import PostOffice


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """The project Bloom with Anna (member) and Maria (client)."""
    house = await open_house(sqlite_url, tmp_path)
    made = await PostOffice(house).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    yield made
    await house.close()
