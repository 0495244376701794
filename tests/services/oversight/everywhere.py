"""Everything that an installation keeps, as octets to look for words in."""

from pathlib import Path

from sqlalchemy import Connection, MetaData, select, text

from mailbridge.services.container import Container


def _rows(db: Connection) -> dict[str, str]:
    """Each table that there is, whoever made it, as text."""
    found = MetaData()
    found.reflect(db)
    kept = {table.name: repr(db.execute(select(table)).all()) for table in found.sorted_tables}
    if db.dialect.name == "postgresql":
        vectors = db.execute(text("SELECT words::text FROM search_words")).scalars().all()
        kept["search_words"] = repr(vectors)
    return kept


async def places_of(container: Container, folder: Path, words: list[str]) -> list[str]:
    """Where any of these words stand, in any case: tables, and the files of a folder."""
    kept = await container.store.read(_rows)
    found = [
        f"{name}: {word}" for name, rows in kept.items() for word in words if word in rows.lower()
    ]
    return found + _in_files(folder, words)


def _in_files(folder: Path, words: list[str]) -> list[str]:
    kept = {path.name: path.read_bytes().lower() for path in folder.rglob("*") if path.is_file()}
    return [
        f"{name}: {one}" for name in sorted(kept) for one in words if one.encode() in kept[name]
    ]
