"""Databases as the statements that make them again: writing them, and reading them back."""

import gzip
import re
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
WORDS = "words that sign what the dumps hold"  # the setting secret_key of who made them
VIRTUAL = re.compile(r"^INSERT INTO sqlite_master.*'(CREATE VIRTUAL TABLE .*)'\);$")
INNER = re.compile(r"""PRAGMA writable_schema|(CREATE TABLE|INSERT INTO) ['"]search_words_""")
SKIPPED = ("--", "\\", "SET ", "SELECT pg_catalog.set_config")


def revisions() -> list[str]:
    """Of all migrations, in order."""
    from tests.files import PACKAGE, files

    found = files(PACKAGE / "store" / "migrations" / "versions", "*.py", least=17)
    return [file.name.partition("_")[0] for file in found]


def file_of(revision: str, engine: str) -> Path:
    """Where the dump of a revision lies; the first one was made in another way."""
    if revision == "0001":
        return HERE / f"from_64fe6d9.{engine}.sql"
    return HERE / "dumps" / f"{revision}.{engine}.sql.gz"


def read_dump(file: Path) -> str:
    """Its statements."""
    content = file.read_bytes()
    return (gzip.decompress(content) if file.suffix == ".gz" else content).decode()


def write_dump(file: Path, statements: str) -> None:
    """Packed; the same statements are always the same octets."""
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(gzip.compress(statements.encode(), mtime=0))


async def restore(url: str, statements: str) -> None:
    """Run them in an empty database."""
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as file:
            file.executescript(statements)
        file.close()
        return
    import asyncpg

    server = await asyncpg.connect(url)
    await server.execute(statements)
    await server.close()


def _with_search(statements: Iterable[str]) -> Iterator[str]:
    """The table of searched words is made as it is made elsewhere: what Python writes of it goes
    around SQLite, and cannot be read back in one go.
    """
    for statement in statements:
        virtual = VIRTUAL.search(statement)
        if virtual is not None:
            yield virtual[1].replace("''", "'") + ";"
        elif not INNER.match(statement):
            yield statement


def dumped(url: str) -> str:
    """As statements alone: without remarks, and without what one server alone can set."""
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as db:
            return "\n".join(_with_search(db.iterdump())) + "\n"
    options = ("--inserts", "--no-owner", "--no-privileges", "--no-comments")
    told = subprocess.run(["pg_dump", *options, url], check=True, capture_output=True, text=True)
    lines = told.stdout.splitlines()
    return "\n".join(line for line in lines if not line.startswith(SKIPPED)) + "\n"
