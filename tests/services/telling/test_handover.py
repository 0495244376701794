"""Who is given a discussion reads its whole story."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mailbridge.services.discussions import change
from mailbridge.store.directory import people
from mailbridge.store.discussions import discussions
from tests.container import open_container
from tests.services.agency import Agency


@pytest.fixture
async def agency(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Agency]:
    container = await open_container(sqlite_url, tmp_path)
    yield await Agency(container).open()
    await container.close()


async def give(agency: Agency, actor: int, to: int) -> None:
    def work(db):  # type: ignore[no-untyped-def]
        by, whom = people.by_id(db, actor), people.by_id(db, to)
        discussion = discussions.by_id(db, agency.discussion)
        assert by is not None
        assert discussion is not None
        change.assign_in(db, agency.container, by, discussion, whom)

    await agency.container.store.write(work)


async def test_posts_and_notes_stand_in_one_letter(agency: Agency) -> None:
    """Its answers stay inside, so it may show them; who takes it themselves knows."""
    first = await agency.posted(agency.maria, agency.anna, text="May we see it?")
    note = await agency.posted(agency.anna, text="She is in a hurry", internal=True)
    await give(agency, agency.anna, agency.igor)
    (letter,) = [
        await agency.letter(one.id) for one in await agency.outbox() if one.letter == "handover"
    ]
    assert ((note, first), True) == (letter.earlier, letter.keeps_inside)
    await give(agency, agency.igor, agency.igor)
    await give(agency, agency.anna, agency.anna)
    assert 1 == len([one for one in await agency.outbox() if one.letter == "handover"])
