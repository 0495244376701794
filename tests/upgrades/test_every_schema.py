"""What each version with another schema has made becomes an installation of today, with all that
was in it.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from mailbridge.bootstrap.keys import derived
from mailbridge.services.telling import drain_outbox
from mailbridge.store import migrations
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.outbox import letter_json
from tests.container import Clock, open_container
from tests.services.post_office import PostOffice
from tests.upgrades.dumping import WORDS, file_of, read_dump, restore, revisions

ANNA = "Anna Petrova <anna@agency.example>"
MADE_BY_COMMANDS = [one for one in revisions()[1:] if file_of(one, "sqlite").exists()]
KEPT = {  # what was said, asked, owed and known
    "people": "SELECT id, name, role FROM people ORDER BY id",
    "addresses": "SELECT person_id, address FROM person_addresses ORDER BY address",
    "discussions": "SELECT id, project_id, subject, state FROM discussions ORDER BY id",
    "posts": "SELECT id, discussion_id, author_id, message_id, reply FROM posts ORDER BY id",
    "questions": "SELECT id, discussion_id, number, text FROM questions ORDER BY id",
    "files": "SELECT post_id, filename, sha256 FROM attachments ORDER BY id",
    "inbounds": "SELECT id, forward_path, disposition, reason FROM inbounds ORDER BY id",
    "outbox": 'SELECT id, letter, "to", subject, state FROM outbox ORDER BY id',
}


def kept(db: Connection) -> dict[str, list[Any]]:
    return {what: [tuple(row) for row in db.execute(text(sql))] for what, sql in KEPT.items()}


@pytest.mark.parametrize("revision", MADE_BY_COMMANDS)
async def test_nothing_that_was_kept_is_lost(revision: str, bare_postgres_url: str) -> None:
    """The same people, posts, questions, files and letters, under the numbers they had; the fixture
    below looks at SQLite.
    """
    await restore(bare_postgres_url, read_dump(file_of(revision, "postgres")))
    await upgrade_and_compare(bare_postgres_url)


async def upgrade_and_compare(url: str) -> None:
    store = Store(url)
    before = await store.write(kept)
    await store.write(migrations.upgrade)
    assert migrations.HEAD == await store.read(migrations.current)
    assert before == await store.read(kept)
    assert all(before.values())
    await store.close()


@pytest.fixture(params=MADE_BY_COMMANDS)
async def office(
    request: pytest.FixtureRequest, bare_sqlite_url: str, tmp_path: Path
) -> AsyncIterator[PostOffice]:
    """An installation of today on the database of a revision, with the keys of then."""
    await restore(bare_sqlite_url, read_dump(file_of(request.param, "sqlite")))
    await upgrade_and_compare(bare_sqlite_url)
    container = await open_container(
        bare_sqlite_url, tmp_path, clock=Clock(datetime.now(UTC)), keys=(derived(WORDS),)
    )
    yield PostOffice(container, brought=100)
    await container.close()


async def test_the_installation_goes_on(office: PostOffice) -> None:
    """An answer to a letter of then is filed in its discussion, and all letters leave."""
    answer = await office.bring(ANNA, "Re: Menu", "Blue.", to=await first_reply_address(office))
    assert ("accept", 1) == (answer.disposition, answer.discussion_id)
    office.container.clock.forward(minutes=10)  # type: ignore[attr-defined]
    await drain_outbox.drain(office.container)  # what waited to be taken back, too
    assert {"sent"} == {row["state"] for row in await office.letters()}


async def first_reply_address(office: PostOffice) -> str:
    first = next(row for row in await office.letters() if row["to"] == "anna@agency.example")
    reply_to = letter_json.read(first["content"]).reply_to
    assert reply_to is not None
    return reply_to.address


def test_each_earlier_schema_has_its_dumps() -> None:
    """`python -m tests.upgrades.make_dumps` writes what is missing."""
    missing = [
        f"{revision}.{engine}"
        for revision in revisions()[:-1]
        for engine in ("sqlite", "postgres")
        if not file_of(revision, engine).exists()
    ]
    assert [] == missing
