"""What is older than it is to be kept stands nowhere any more; what is younger stays."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mailbridge.services import projects, tasks
from mailbridge.services.discussions import read, write
from mailbridge.services.mail_log import browse
from mailbridge.services.oversight import audit_list, retention
from mailbridge.services.people import register
from mailbridge.services.searching.reindex import take_in
from mailbridge.services.telling import drain_outbox
from mailbridge.store.engine import sqlite_copy
from mailbridge.store.engine.schema import metadata
from mailbridge.store.oversight.retention import HOLDS, STAY
from tests.container import Clock, Relay, open_container
from tests.services.oversight.everywhere import places_of
from tests.services.post_office import PostOffice

MARIA = "Maria Lopez <maria@bloom.example>"
OLD = ["wholemeal", "sourdough", "pumpernickel"]
FILE = "sourdough\r\n" * 30_000  # too big for the database


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """An old discussion with an answer, a task and a big file; a message that became no post."""
    container = await open_container(store_url, tmp_path, clock=Clock(), relay=Relay())
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "admin", "Anna")
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    await made.bring(MARIA, "Wholemeal", f"Is the pumpernickel ready?\n\n{FILE}")
    anna = await register.find_person(container, "anna@agency.example")
    await write.add_reply(container, anna, 1, "The pumpernickel is.")
    task = await tasks.make_task(container, anna, 1, "Bake pumpernickel")
    await tasks.change_task(container, anna, task.id, state="done")
    await projects.change_project(container, "Bloom", {"unknown_authors": "hold"})
    await made.bring("x@else.example", "Wholemeal", "Buy sourdough.")
    await drain_outbox.drain(container)
    container.clock.forward(days=40)  # type: ignore[attr-defined]
    await made.bring(MARIA, "Cake", "And a cake, please.")
    yield made
    await container.close()


async def test_nothing_goes_unless_somebody_says_so(office: PostOffice) -> None:
    """Everything is kept by default; a project that keeps for ever outweighs the settings."""
    container = office.container
    assert [] == await retention.run_retention(container)
    container.keep_days = 30
    await projects.change_project(container, "Bloom", {"retention_days": "0"})
    assert [None] == [view.project for view in await retention.run_retention(container)]
    assert 2 == len(await read.list_discussions(container))


async def test_old_words_stand_nowhere_any_more(office: PostOffice, tmp_path: Path) -> None:
    """In no table, no blob, no index, no later copy; what is younger is all there."""
    container, blobs = office.container, tmp_path / "blobs"
    while await take_in(container):
        pass
    await projects.change_project(container, "Bloom", {"retention_days": "30"})
    assert await places_of(container, blobs, OLD)
    plan = await retention.plan_retention(container)
    assert [("Bloom", 1, 1)] == [(one.project, one.discussions, one.messages) for one in plan]
    done = await retention.run_retention(container, by_clock=True)
    assert [1] == [one.discussions for one in done]
    assert [] == await places_of(container, blobs, OLD)
    if container.store.is_sqlite:
        copies = tmp_path / "copies"
        copies.mkdir()
        await sqlite_copy.copy(Path(str(container.store.url.database)), copies / "copy.sqlite")
        assert [] == await places_of(container, copies, OLD)
    assert ["Cake"] == [one.subject for one in await read.list_discussions(container)]
    assert ["Cake"] == [one.subject for one in await browse.list_mail(container)]
    newest = (await audit_list.list_audit(container))[0]
    assert ("mailbridge, by the clock", "removed", "project Bloom") == (
        newest.who,
        newest.did,
        newest.what,
    )


async def test_what_is_not_done_stays(office: PostOffice) -> None:
    """A task is not lost by the clock."""
    container = office.container
    container.keep_days = 30
    anna = await register.find_person(container, "anna@agency.example")
    await tasks.change_task(container, anna, 1, state="open")
    container.clock.forward(days=60)  # type: ignore[attr-defined]
    await retention.run_retention(container, actor=anna)
    assert "anna@agency.example" == (await audit_list.list_audit(container))[0].who
    assert ["Wholemeal"] == [one.subject for one in await read.list_discussions(container)]


def test_every_table_says_how_its_words_go() -> None:
    """With its discussion by a foreign key, or as the list of the store says, or they stay for a
    reason.
    """
    gone = {"discussions"}
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name in gone and key.ondelete == "CASCADE":
                gone.add(table.name)
    named = HOLDS.keys() | STAY.keys()
    assert set() == {table.name for table in metadata.sorted_tables} - gone - named
