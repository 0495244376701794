"""Copies of either database come back into either database."""

import asyncio
import tarfile
from pathlib import Path

import pytest

from mailbridge.bootstrap import safety
from mailbridge.bootstrap.faults import CannotStart
from mailbridge.settings import Settings, load
from mailbridge.store.directory import audit_log
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.store.migrations import table_copy
from tests.container import open_container
from tests.files import files
from tests.services.post_office import PostOffice

MARIA = "Maria Lopez <maria@bloom.example>"


def settings_of(url: str, folder: Path) -> Settings:
    return load(
        None,
        {"MAILBRIDGE_DATABASE_URL": url, "MAILBRIDGE_DATA_DIR": str(folder)},
        fallback=None,
    )


async def filled(url: str, folder: Path) -> tuple[dict[str, int], str]:
    """An installation with two discussions, one of a large message; its rows by table, and the
    project's address.
    """
    container = await open_container(url, folder)
    office = await PostOffice(container).open()
    await office.person("anna@agency.example", "member", "Anna Petrova")
    await office.person("maria@bloom.example", "client", "Maria Lopez")
    await office.bring(MARIA, "New menu page", "Can we have a menu page? By when?\n\nMaria")
    await office.bring(MARIA, "Long", "words " * 60_000)
    await container.close()
    return await counted(url), office.address


async def counted(url: str) -> dict[str, int]:
    """The rows of a database, by table."""
    store = Store(url)
    try:
        return await store.read(table_copy.count_rows)
    finally:
        await store.close()


async def newest_deed(url: str) -> str:
    """The last word of the audit log."""
    store = Store(url)
    try:
        return (await store.read(lambda db: audit_log.page(db, 1)))[0].deed.act.value
    finally:
        await store.close()


@pytest.fixture
def target_url(bare_url: str, tmp_path: Path) -> str:
    """An empty database beside the one that is copied."""
    file = tmp_path / "restored.sqlite"
    return f"sqlite:///{file}" if bare_url.startswith("sqlite") else bare_url


def test_what_was_copied_comes_back(store_url: str, target_url: str, tmp_path: Path) -> None:
    """Every row of every table, the large messages, and new mail after the old; the audit log of
    either says so.
    """
    before, address = asyncio.run(filled(store_url, tmp_path / "data"))
    copy = tmp_path / "copy.tar"
    assert safety.backup(settings_of(store_url, tmp_path / "data"), copy) == copy.stat().st_size
    safety.restore(settings_of(target_url, tmp_path / "other"), copy)
    assert asyncio.run(counted(target_url)) == {**before, "audit_log": before["audit_log"] + 1}
    assert ["backed-up", "restored"] == [
        asyncio.run(newest_deed(url)) for url in (store_url, target_url)
    ]

    async def go_on() -> None:
        container = await open_container(target_url, tmp_path / "other")
        office = PostOffice(container)
        office.address = address
        mail = await office.bring(MARIA, "New menu page", "And a second question: what colour?")
        assert (mail.disposition, mail.reason) == ("accept", "filed")
        await container.close()

    asyncio.run(go_on())
    assert files(tmp_path / "other" / "blobs", "*")


def test_a_database_that_holds_mail_is_not_written_over(postgres_url: str, tmp_path: Path) -> None:
    """Nothing is changed, and the words say what to do."""
    asyncio.run(filled(postgres_url, tmp_path / "data"))
    settings, copy = settings_of(postgres_url, tmp_path / "data"), tmp_path / "copy.tar"
    safety.backup(settings, copy)
    with pytest.raises(CannotStart, match="holds mail already"):
        safety.restore(settings, copy)


def test_a_damaged_large_message_is_found_when_the_copy_is_read_back(
    sqlite_url: str, tmp_path: Path
) -> None:
    """The copy is not kept: it would be no copy."""
    asyncio.run(filled(sqlite_url, tmp_path / "data"))
    blob = files(tmp_path / "data" / "blobs", "*")[0]
    blob.write_bytes(b"something else")
    copy = tmp_path / "copy.tar"
    with pytest.raises(CannotStart, match="damaged"):
        safety.backup(settings_of(sqlite_url, tmp_path / "data"), copy)
    assert not copy.exists()


def test_a_copy_of_postgresql_is_one_of_sqlite(postgres_url: str, tmp_path: Path) -> None:
    """Whoever has it can read it without a server."""
    before, _ = asyncio.run(filled(postgres_url, tmp_path / "data"))
    copy = tmp_path / "copy.tar"
    safety.backup(settings_of(postgres_url, tmp_path / "data"), copy)
    with tarfile.open(copy) as archive:
        archive.extract(safety.DATABASE, tmp_path / "seen", filter="data")
    assert asyncio.run(counted(f"sqlite:///{tmp_path / 'seen' / safety.DATABASE}")) == before
