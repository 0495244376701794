"""Events that are said once: by a key that the database keeps single."""

from datetime import date, timedelta
from importlib import import_module
from typing import Any

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, select, text

from mailbridge.domain.event import Event, EventKind
from mailbridge.domain.event_details import Absent, LetterTrouble
from mailbridge.store import migrations
from mailbridge.store.directory import projects
from mailbridge.store.discussions import discussions, time_line
from mailbridge.store.engine.schema import events
from mailbridge.store.engine.unit_of_work import Store
from tests.container import MORNING

MIGRATION = import_module("mailbridge.store.migrations.versions.0007_what_is_said_once")


def _discussion(db: Connection) -> int:
    project_id = projects.add(db, "Bloom", "en", "abcdefghjkmnpqrst", MORNING)
    return discussions.add(db, project_id, "Menu page", "menu page", MORNING).id


def _doubted(discussion_id: int, letter_id: int, words: str = "no such user") -> Event:
    details = LetterTrouble("maria@bloom.example", words, "client", letter_id)
    return Event(discussion_id, EventKind.LETTER_DOUBTED, MORNING, details=details)


async def test_what_was_said_is_not_said_again(store: Store) -> None:
    """The first event about a letter stays; one about another letter, or of another kind, is
    another matter.
    """

    def work(db: Connection) -> list[bool]:
        found = _discussion(db)
        complaint = Event(found, EventKind.COMPLAINT_DOUBTED, MORNING)
        return [
            time_line.record_once(db, _doubted(found, 7), 7),
            time_line.record_once(db, _doubted(found, 7, "other words"), 7),
            time_line.record_once(db, _doubted(found, 8), 8),
            time_line.record_once(db, complaint, 7),
        ]

    assert [True, False, True, True] == await store.write(work)


async def test_events_without_a_key_are_all_kept(store: Store) -> None:
    """Whatever happens twice stands on the time line twice."""

    def work(db: Connection) -> int:
        found = _discussion(db)
        time_line.record(db, [_doubted(found, 7), _doubted(found, 7)])
        return len(time_line.events_of(db, found))

    assert 2 == await store.write(work)


async def test_the_newest_event_of_a_kind_is_found(store: Store) -> None:
    """None where there is none of that kind."""

    def work(db: Connection) -> list[Any]:
        found = _discussion(db)
        later = MORNING + timedelta(hours=1)
        circling = [Event(found, EventKind.CIRCLING, at) for at in (MORNING, later)]
        time_line.record(db, circling)
        kinds = (EventKind.CIRCLING, EventKind.AWAY)
        return [time_line.last_event_at(db, found, kind) for kind in kinds]

    assert [MORNING + timedelta(hours=1), None] == await store.write(work)


async def test_events_from_before_get_their_keys(bare_url: str) -> None:
    """Of two about the same the first has the key, and neither is said a third time."""
    store = Store(bare_url)
    await store.write(migrations.upgrade)
    found = await store.write(_discussion)
    away = Event(found, EventKind.AWAY, MORNING, 5, details=Absent(date(2026, 12, 1)))
    await store.write(
        lambda db: time_line.record(db, [_doubted(found, 7), _doubted(found, 7), away])
    )
    await store.write(_make_keys_as_the_migration_does)
    keys = await store.read(
        lambda db: list(db.execute(select(events.c.once).order_by(events.c.id)).scalars())
    )
    assert ["letter_doubted:7", None, f"away:{found}:5:2026-12-01:"] == keys
    said = await store.write(
        lambda db: [
            time_line.record_once(db, _doubted(found, 7), 7),
            time_line.record_once(db, away, found, 5, "2026-12-01", ""),
        ]
    )
    assert [False, False] == said
    await store.close()


def _make_keys_as_the_migration_does(db: Connection) -> None:
    """That one alone: later ones have run already."""
    for statement in ("DROP INDEX ix_events_once", "ALTER TABLE events DROP COLUMN once"):
        db.execute(text(statement))
    with Operations.context(MigrationContext.configure(db)):
        MIGRATION.upgrade()
