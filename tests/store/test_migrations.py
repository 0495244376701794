"""Migrations: from an empty database to exactly what schema.py says, on both engines, whoever comes
first.
"""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Connection, text

from mailbridge.store import migrations
from mailbridge.store.engine.partial_indexes import whole_schema
from mailbridge.store.engine.unit_of_work import Store

APART = ("alembic_version", "search_words")  # tables that the schema does not tell of


def _differences(db: Connection) -> list[object]:
    found = MigrationContext.configure(
        db, opts={"compare_type": True, "compare_server_default": _default_differs}
    )
    found_here = compare_metadata(found, whole_schema())
    return [one for one in found_here if not any(name in str(one) for name in APART)]


def _default_differs(*given: Any) -> bool | None:
    """PostgreSQL cannot compare JSON; None leaves the others to Alembic."""
    return False if isinstance(given[2].type, JSON) else None


async def test_an_empty_database_becomes_what_the_schema_says(bare_url: str) -> None:
    """After all migrations nothing differs from the tables in schema.py."""
    store = Store(bare_url)
    assert await store.write(migrations.upgrade) is True
    assert [] == await store.write(_differences)
    assert migrations.HEAD == await store.read(migrations.current)
    await store.close()


async def test_a_second_upgrade_has_nothing_to_do(bare_url: str) -> None:
    """An upgraded database is left alone."""
    store = Store(bare_url)
    await store.write(migrations.upgrade)
    assert await store.write(migrations.upgrade) is False
    await store.close()


async def test_processes_that_start_at_once_take_turns(bare_url: str) -> None:
    """Of several stores that upgrade one database together, one does it and none fails."""
    stores = [Store(bare_url) for _ in range(4)]
    done = await asyncio.gather(*(store.write(migrations.upgrade) for store in stores))
    assert 1 == done.count(True)
    await asyncio.gather(*(store.close() for store in stores))


async def test_a_database_of_a_newer_version_is_refused(bare_url: str) -> None:
    """A schema this version does not know is not touched, and the words say what to do."""
    store = Store(bare_url)
    await store.write(migrations.upgrade)
    await store.write(
        lambda db: db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    )
    with pytest.raises(migrations.TooNew, match="newer than"):
        await store.write(migrations.upgrade)
    await store.close()


@pytest.mark.parametrize("claimed", ["0002", migrations.HEAD])
async def test_a_schema_that_is_not_what_it_says_is_told_apart(bare_url: str, claimed: str) -> None:
    """A column is missing, or already there: one line says which, and nothing is changed."""
    store = Store(bare_url)
    await store.write(migrations.upgrade)
    await store.write(lambda db: db.execute(text("ALTER TABLE posts DROP COLUMN form")))
    said = "UPDATE alembic_version SET version_num = :claimed"
    await store.write(lambda db: db.execute(text(said), {"claimed": claimed}))
    words = r"without posts\.form" if claimed == migrations.HEAD else f"schema {claimed}: "
    with pytest.raises(migrations.Differs, match=words):
        await store.write(migrations.upgrade)
    assert claimed == await store.read(migrations.current)
    await store.close()


def test_head_is_the_last_migration() -> None:
    """HEAD names the newest file of versions/, and there is one line of them."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert [migrations.HEAD] == list(ScriptDirectory.from_config(config).get_heads())


async def test_posts_of_an_older_version_keep_the_readers_they_had(bare_url: str) -> None:
    """Every client who took part then and was let in; an internal post has none."""
    store = Store(bare_url)
    await store.write(lambda db: _migrate_to(db, "0002"))
    for statement in _OF_AN_OLDER_VERSION.split(";"):
        await store.write(lambda db, one=statement: db.execute(text(one)))  # type: ignore[misc]
    await store.write(migrations.upgrade)
    rows = "SELECT post_id, person_id FROM audiences WHERE heard ORDER BY post_id, person_id"
    found = await store.read(lambda db: [tuple(row) for row in db.execute(text(rows))])
    assert [(1, 1), (1, 2)] == found
    assert "hello@bloom.test" == await store.read(
        lambda db: db.execute(text("SELECT alias FROM posts WHERE id = 1")).scalar()
    )
    await store.close()


_OF_AN_OLDER_VERSION = """
    INSERT INTO projects (id, name, language, created) VALUES (1, 'Bloom', 'en', 1);
    INSERT INTO aliases (id, address, project_id, created) VALUES (1, 'hello@bloom.test', 1, 1);
    INSERT INTO discussions (id, project_id, created, updated, last_written)
    VALUES (1, 1, 5, 5, 5);
    INSERT INTO people (id, role, created)
    VALUES (1, 'client', 1), (2, 'client', 1), (3, 'client', 1), (4, 'client', 1), (5, 'member', 1);
    INSERT INTO participants (discussion_id, person_id, joined, admitted)
    VALUES (1, 1, 5, true), (1, 2, 5, true), (1, 3, 5, false), (1, 4, 9, true), (1, 5, 5, true);
    INSERT INTO inbounds (id, received, forward_path) VALUES (1, 5, 'hello@bloom.test');
    INSERT INTO posts (id, discussion_id, project_id, author_id, created, internal, inbound_id)
    VALUES (1, 1, 1, 1, 5, false, 1), (2, 1, 1, 5, 6, true, NULL)
"""


def _migrate_to(db: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.attributes["connection"] = db
    command.upgrade(config, revision)


def _upgrade_to(db: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.attributes["connection"] = db
    command.upgrade(config, revision)


BEFORE_THE_LEDGER = "0005"
_PROJECT = "INSERT INTO projects (id, name, created) VALUES (1, 'Bloom', 1)"
_PERSON = "INSERT INTO people (id, name, role, created) VALUES "
_DISCUSSION = (
    "INSERT INTO discussions (id, project_id, subject, base_subject, created, updated, "
    "last_written, whose_move) VALUES "
)
_POST = (
    "INSERT INTO posts (id, discussion_id, project_id, author_id, channel, created, text, reply) "
    "VALUES (7, 1, 1, 1, 'mail', 5, '1. blue', '1. blue')"
)
_QUESTION = (
    "INSERT INTO questions (id, discussion_id, number, text, asked_by, side, answered_by, "
    "answered_at) VALUES "
)
FIRST_ROWS = (
    _PROJECT,
    f"{_PERSON} (1, 'Maria', 'client', 1), (2, 'Anna', 'member', 1)",
    f"{_DISCUSSION} (1, 1, 'Menu', 'Menu', 1, 1, 1, 'client')",
    f"{_DISCUSSION} (2, 1, 'Shop', 'Shop', 1, 1, 1, 'client')",
    _POST,
    f"{_QUESTION} (1, 1, 1, 'Which colour?', 2, 'client', 7, 5)",
    f"{_QUESTION} (2, 2, 1, 'When?', 2, 'client', NULL, NULL)",
)


async def test_what_was_answered_before_the_ledger_stays_answered(bare_url: str) -> None:
    """With the words, the person and the hour of its answer; and nobody's move is a client's
    without an open question.
    """
    store = Store(bare_url)
    await store.write(lambda db: _upgrade_to(db, BEFORE_THE_LEDGER))
    for row in FIRST_ROWS:
        await store.write(partial(_execute, row))
    await store.write(migrations.upgrade)
    told = "SELECT state, evidence, changed_by, changed_at, changed_in FROM questions ORDER BY id"
    assert [("answered", "1. blue", 1, 5, 7), ("open", "", None, None, None)] == [
        tuple(row) for row in await store.read(partial(_execute, told))
    ]
    history = "SELECT question_id, state, words, changed_by, at, post_id FROM question_changes"
    assert [(1, "answered", "1. blue", 1, 5, 7)] == [
        tuple(row) for row in await store.read(partial(_execute, history))
    ]
    moves = "SELECT whose_move FROM discussions ORDER BY id"
    assert ["nobody", "client"] == [row[0] for row in await store.read(partial(_execute, moves))]
    await store.close()


def _execute(words: str, db: Connection) -> list[Any]:
    found = db.execute(text(words))
    return list(found.all()) if found.returns_rows else []
