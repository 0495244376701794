"""What the search of the mail log knows follows what becomes of mail and letters."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import create_async_engine

from mailbridge.services.discussions import write
from mailbridge.services.mail_log import book
from mailbridge.services.mail_log.book import Asked
from mailbridge.services.oversight import erasing
from mailbridge.services.people import register
from mailbridge.services.searching import reindex
from mailbridge.services.telling.take_back import take_back_post
from mailbridge.store.engine.schema import outbox
from mailbridge.store.outbox import queue
from tests.container import Clock, open_container
from tests.services.post_office import PostOffice

ANNA, MARIA, TOM = "anna@agency.example", "maria@bloom.example", "tom@reed.example"


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Maria and Tom write, each a discussion of their own."""
    container = await open_container(store_url, tmp_path, clock=Clock())
    made = await PostOffice(container).open()
    await made.person(ANNA, "admin", "Anna")
    await made.bring(f"Maria <{MARIA}>", "New menu page", "Here it is.")
    await made.bring(f"Tom <{TOM}>", "Loom of Maria, maria@bloom.example", "And mine.")
    yield made
    await container.close()


async def found(office: PostOffice, words: str, way: str) -> list[int]:
    page = await book.list_book(office.container, Asked(words=words, way=way))
    return [line.id for line in page.lines]


async def taken_in(office: PostOffice) -> None:
    while await reindex.take_in(office.container):
        pass


async def test_a_letter_is_found_by_its_own_words_where_another_was_taken_back(
    office: PostOffice,
) -> None:
    """SQLite gives the number of the newest letter anew, once that is gone."""
    container = office.container
    anna = await register.find_person(container, ANNA)
    container.undo = timedelta(seconds=60)
    made = await write.add_reply(container, anna, 1, "Yes.")
    await taken_in(office)
    assert await found(office, MARIA, "out")
    await take_back_post(container, made, anna)
    await write.add_reply(container, anna, 2, "No.")
    for _ in range(2):
        letters = await container.store.read(
            lambda db: db.execute(select(outbox.c.id).where(outbox.c.to == TOM)).scalars().all()
        )
        assert letters
        assert set(letters) <= set(await found(office, TOM, "out"))
        assert set(letters).isdisjoint(await found(office, "menu", "out"))
        await taken_in(office)


async def test_what_is_committed_late_is_found(office: PostOffice) -> None:
    """PostgreSQL commits a letter with a higher number before one with a lower."""
    store = office.container.store
    if store.is_sqlite:
        pytest.skip("it has one writer")
    other = create_async_engine(store.url)
    row = await store.read(lambda db: db.execute(select(outbox).limit(1)).mappings().one())
    late = {**row, "to": "zed@late.example", "once": "late"}
    del late["id"]
    async with other.begin() as db:
        await db.execute(insert(outbox).values(**late))
        anna = await register.find_person(office.container, ANNA)
        await write.add_reply(office.container, anna, 1, "Yes.")
        await taken_in(office)
    await taken_in(office)
    await other.dispose()
    assert 1 == len(await found(office, "zed", "out"))
    await taken_in(office)


async def test_an_erased_address_is_no_word_of_others_mail(office: PostOffice) -> None:
    """It stood in the subject that Tom wrote."""
    await taken_in(office)
    assert 2 in await found(office, MARIA, "in")
    await erasing.erase_person(office.container, MARIA)
    await taken_in(office)
    assert [] == await found(office, MARIA, "in")
    assert [2] == await found(office, "loom", "in")


async def test_a_letter_that_goes_to_another_address_is_found_by_that(office: PostOffice) -> None:
    """And no more by the one before."""
    container = office.container
    await write.add_reply(container, await register.find_person(container, ANNA), 1, "Yes.")
    await taken_in(office)
    number = (await found(office, MARIA, "out"))[0]
    owed = await container.store.read(lambda db: queue.by_id(db, number))
    assert owed is not None
    await container.store.write(lambda db: queue.readdress(db, owed, "mara@bloom.example"))
    assert [number] == await found(office, "mara", "out")
    assert number not in await found(office, "maria", "out")
