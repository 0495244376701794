"""The mail log is searched by words that are taken in after mail was filed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import update

from mailbridge.services.discussions import write
from mailbridge.services.mail_log import book
from mailbridge.services.mail_log.book import Asked
from mailbridge.services.people import register
from mailbridge.services.searching import reindex
from mailbridge.store.engine.schema import inbounds, outbox
from mailbridge.store.search import mail_words
from tests.container import Clock, open_container
from tests.services.post_office import PostOffice

ANNA, MARIA, TOM = "anna@agency.example", "maria@bloom.example", "tom@bloom.example"


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """Two clients write, and Anna answers one of them."""
    container = await open_container(store_url, tmp_path, clock=Clock())
    made = await PostOffice(container).open()
    await made.person(ANNA, "admin", "Anna")
    await made.bring(f"Maria <{MARIA}>", "New menu page", "Here it is.")
    await made.bring(f"Tom <{TOM}>", "Меню и Loom", "And mine.")
    await write.add_reply(container, await register.find_person(container, ANNA), 1, "Yes.")
    yield made
    await container.close()


async def found(office: PostOffice, **asked: str) -> list[tuple[bool, int]]:
    page = await book.list_book(office.container, Asked(**asked))
    return [(line.is_letter, line.id) for line in page.lines]


async def taken_in(office: PostOffice) -> None:
    while await reindex.take_in(office.container):
        pass


async def test_the_same_is_found_before_words_are_taken_in_and_after(office: PostOffice) -> None:
    """Whole words and beginnings, in any order and case, of addresses, subjects and ids; and the
    number.
    """
    asked = [MARIA, "maria@", "MENU new", "меню", "Мен", "loom tom", "1@mail.example"]
    before = [await found(office, words=words) for words in asked]
    assert all(before)
    await taken_in(office)
    assert before == [await found(office, words=words) for words in asked]
    assert [(False, 2), (True, 2)] == await found(office, words="#2")
    narrow = [await found(office, words="bloom", way=way) for way in ("in", "out", "trouble")]
    assert [2, [True], []] == [len(narrow[0]), list({one for one, _ in narrow[1]}), narrow[2]]
    assert [] == await found(office, words="menu nobody")
    assert [] == await found(office, words="***")


async def test_what_came_since_is_found_at_once(office: PostOffice) -> None:
    """Also what still waits to be decided, which nothing overtakes."""
    await taken_in(office)
    known = await found(office, words=MARIA, way="in")
    await office.bring(f"Maria <{MARIA}>", "Another loom", "One thing more.")
    assert [(False, 3), *known] == await found(office, words=MARIA, way="in")
    assert [(False, 3), (False, 2)] == await found(office, words="loom", way="in")
    store = office.container.store
    await store.write(lambda db: db.execute(update(inbounds).values(state="queued")))
    assert [] == (await store.read(lambda db: mail_words.next_ids(db, 10)))[mail_words.Kind.MAIL]
    await store.write(lambda db: db.execute(update(inbounds).values(state="done")))
    await taken_in(office)
    assert [(False, 3), (False, 2)] == await found(office, words="loom", way="in")


async def test_states_verdicts_and_days_narrow_it(office: PostOffice) -> None:
    """As they would without any index."""
    store = office.container.store
    letters = await found(office, way="out")
    last = letters[0][1]
    failed = update(outbox).where(outbox.c.id == last).values(state="failed")
    await store.write(lambda db: db.execute(failed))
    assert [(True, last)] == await found(office, way="trouble")
    assert [(True, last)] == await found(office, verdict="failed")
    assert letters[1:] == await found(office, verdict="queued")
    refused = update(inbounds).where(inbounds.c.id == 2).values(disposition="reject")
    await store.write(lambda db: db.execute(refused))
    assert [(False, 2)] == await found(office, verdict="reject")
    assert [(False, 1)] == await found(office, verdict="accept")
    office.container.clock.forward(days=3)  # type: ignore[attr-defined]
    await office.bring(f"Maria <{MARIA}>", "Later", "Later.")
    assert [(False, 3)] == await found(office, way="in", since="2026-11-25")
    assert [(False, 2), (False, 1)] == await found(office, way="in", until="2026-11-25")
