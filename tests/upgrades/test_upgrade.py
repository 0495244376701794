"""An installation of revision 64fe6d9, when migration 0001 was frozen, becomes one of today with
all that was in it. `make_dump.py` wrote the dumps.
"""

import sqlite3
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, select, text

from mailbridge.services.discussions import read
from mailbridge.services.filing import ingest
from mailbridge.services.mail_log import browse
from mailbridge.services.projects import list_project_addresses
from mailbridge.services.telling import drain_outbox, outbox
from mailbridge.store import migrations
from mailbridge.store.engine import schema
from mailbridge.store.engine.partial_indexes import whole_schema
from mailbridge.store.engine.sqlite_engine import writing_engine
from mailbridge.store.engine.unit_of_work import Store, driver_url
from tests.container import Clock, Relay, open_container
from tests.services.post_office import PostOffice
from tests.upgrades.dumping import file_of, read_dump, restore

TABLES = text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
MARIA, ANNA = "Maria Lopez <maria@bloom.example>", "Anna Petrova <anna@agency.example>"
A_DAY_LATER = {"days": 1, "hours": 1}


@pytest.fixture
async def office(bare_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    """The installation of then, upgraded; the keys that signed its reply addresses are the same."""
    await restore_first(bare_url)
    store = Store(bare_url)
    assert await store.write(migrations.upgrade) is True
    await store.close()
    container = await open_container(bare_url, tmp_path, clock=Clock(), relay=Relay())
    container.clock.forward(**A_DAY_LATER)  # type: ignore[attr-defined]
    yield PostOffice(container, brought=100)
    await container.close()


async def restore_first(url: str) -> None:
    engine = "sqlite" if url.startswith("sqlite") else "postgres"
    await restore(url, read_dump(file_of("0001", engine)))


APART = ("alembic_version", "search_words")  # tables that the schema does not tell of


def differences(db: Connection) -> list[object]:
    found = MigrationContext.configure(db, opts={"compare_type": True})
    found_here = compare_metadata(found, whole_schema())
    return [one for one in found_here if not any(name in str(one) for name in APART)]


def test_the_first_migration_is_frozen(tmp_path: Path) -> None:
    """It still makes the tables of 64fe6d9, to the letter."""
    engine = writing_engine(driver_url(f"sqlite:///{tmp_path}/first.sqlite"))
    with engine.begin() as db:
        migrations.upgrade(db, "0001")
        made = tables(db.execute(TABLES))
    engine.dispose()
    with sqlite3.connect(":memory:") as then:
        then.executescript(read_dump(file_of("0001", "sqlite")))
        assert tables(then.execute(str(TABLES))) == made
    then.close()


def tables(rows: Iterable[Any]) -> set[str]:
    return {" ".join(row[0].split()) for row in rows}


async def test_nothing_differs_from_the_tables_of_today(office: PostOffice) -> None:
    """As if it had been made today."""
    assert [] == await office.container.store.write(differences)


async def test_what_was_said_is_still_there(office: PostOffice) -> None:
    """Posts, questions and tasks, in their discussion."""
    page = await read.show_discussion(office.container, 1)
    assert [
        ("maria@bloom.example", "Which colours do you need?\n\nThe old ones are sad."),
        ("tom@bloom.example", "And the font?"),
        ("anna@agency.example", "Green. Do you agree?"),
        ("anna@agency.example", "From the web."),
    ] == [(one.author, one.reply.strip()) for one in page.posts]
    assert ["Colours"] == [one.title for one in page.tasks]
    assert ["Do you agree?"] == [one.text for one in page.questions if one.side == "client"]


async def test_reply_addresses_that_were_given_out_lead_to_their_discussion(
    office: PostOffice,
) -> None:
    """The client answers a letter of then."""
    answer = await office.bring(
        MARIA, "Re: Menu", "Yes.", to=await office.reply_address("maria@bloom.example")
    )
    assert ("accept", 1) == (answer.disposition, answer.discussion_id)


async def test_what_waited_for_the_worker_is_filed(office: PostOffice) -> None:
    """250 means kept, across an upgrade too."""
    await ingest.drain(office.container)
    waited = (await browse.list_mail(office.container))[0]
    assert ("Later", "filed") == (waited.subject, waited.reason)


async def test_letters_that_were_owed_are_sent(office: PostOffice) -> None:
    """Each of them, once."""
    owed = {one.id for one in await outbox.list_letters(office.container) if one.state != "sent"}
    await drain_outbox.drain(office.container)
    sent = {one.id for one in await outbox.list_letters(office.container) if one.state == "sent"}
    assert owed
    assert owed <= sent


async def test_who_writes_through_an_alias_is_still_known(office: PostOffice) -> None:
    """The trail alone said so."""
    users = [
        user.author
        for address in await list_project_addresses(office.container, "Bloom")
        for user in address.users
    ]
    assert "hello@bridge.test" in users


async def test_what_others_said_of_a_letter_is_a_column(office: PostOffice) -> None:
    """Its last words began with it."""
    said = {
        one.report: one.last_reply
        for one in await outbox.list_letters(office.container)
        if one.report is not None
    }
    assert {"late": "4.4.1 no answer", "doubted": "5.1.1 gone"} == said


async def test_what_a_letter_is_about_are_columns(office: PostOffice) -> None:
    """Its key said so: a task, a message that waits."""
    rows = await office.container.store.read(
        lambda db: db.execute(
            select(schema.outbox.c.letter, schema.outbox.c.task_id, schema.outbox.c.inbound_id)
            .where(schema.outbox.c.letter.in_(["task", "held"]))
            .order_by(schema.outbox.c.letter)
        ).all()
    )
    assert [("held", None, 5), ("task", 1, None)] == [tuple(row) for row in rows]


async def test_what_was_a_flag_with_a_prefix_is_a_column(bare_url: str) -> None:
    """Whose words a post holds, and the form that wrote it."""
    await restore_first(bare_url)
    store = Store(bare_url)
    flags = '["newcomer", "via:other.example", "form:shop.example"]'
    await store.write(
        lambda db: db.execute(
            text("UPDATE posts SET flags = :flags WHERE id = 2"), {"flags": flags}
        )
    )
    await store.write(migrations.upgrade)
    wanted = select(schema.posts.c.flags, schema.posts.c.via, schema.posts.c.form)
    row = await store.read(lambda db: db.execute(wanted.where(schema.posts.c.id == 2)).one())
    await store.close()
    assert (["newcomer"], ["other.example"], "shop.example") == tuple(row)
