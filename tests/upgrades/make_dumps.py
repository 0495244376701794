"""Writes `dumps/<revision>.<engine>.sql.gz`: for each migration but the first, what an installation
looks like that the last version with this schema has made, by its own commands.

    python -m tests.upgrades.make_dumps         # those that are missing

It needs the history of this repository, `git`, and a `pg_dump` on the PATH that knows the server.
"""

import json
import os
import subprocess
import sys
import tempfile
from email.message import EmailMessage
from pathlib import Path

from mailbridge.store import migrations
from mailbridge.store.engine.unit_of_work import Store
from tests.files import ROOT
from tests.postgres import apart, database, started
from tests.upgrades.dumping import WORDS, dumped, file_of, read_dump, restore, revisions, write_dump

VERSIONS = migrations.HERE / "versions"
ANNA, MARIA, TOM = "anna@agency.example", "maria@bloom.example", "tom@bloom.example"
TEAM = ((ANNA, "Anna Petrova", "member"), ("olga@agency.example", "Olga", "admin"))
CLIENTS = ((MARIA, "Maria Lopez", "client"), (TOM, "Tom Reed", "client"))


class Version:
    """A revision of this repository, with a database of its own; commands are as its users type
    them.
    """

    def __init__(self, tree: Path, url: str, folder: Path) -> None:
        self._tree, self._folder = tree, folder
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(tree),
            "MAILBRIDGE_DATA_DIR": str(folder / "data"),
            "MAILBRIDGE_DATABASE_URL": url,
            "MAILBRIDGE_DOMAIN": "bridge.test",
            "MAILBRIDGE_SECRET_KEY": WORDS,
        }

    def run(self, *words: str) -> dict[str, object]:
        """The last object that a command prints; raises CalledProcessError where it fails."""
        done = subprocess.run(
            [sys.executable, "-m", "mailbridge", *words, "--json"],
            check=True,
            capture_output=True,
            text=True,
            cwd=self._tree,
            env=self._environment,
        )
        return dict(json.loads(done.stdout.splitlines()[-1])) if done.stdout else {}

    def write(self, name: str, text: str) -> str:
        """A file for a command; returns its path."""
        file = self._folder / name
        file.write_text(text)
        return str(file)


def letter(number: int, author: str, to: str, subject: str, text: str, **more: str) -> str:
    """A letter with a file."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = author, to, subject
    message["Message-ID"] = f"<{number}@mail.example>"
    message["Date"] = "Mon, 23 Nov 2026 10:00:00 +0100"
    for name, value in more.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    message.add_attachment(f"figures {number}", filename=f"figures-{number}.csv")
    return message.as_string()


def live(version: Version) -> None:
    """A little of everything: people, an alias, two discussions, questions, a task, letters that
    wait, mail that is held.
    """
    project = str(version.run("project", "add", "Bloom")["address"])
    rows = [f"{address},{name},{role}" for address, name, role in (*TEAM, *CLIENTS)]
    people = version.write("people.csv", "\n".join(["address,name,role", *rows]))
    version.run("person", "import", people, "--project", "Bloom")
    version.run("alias", "add", "hello@bridge.test", "Bloom")
    letters = (
        letter(1, MARIA, project, "Menu", "Which colours do you need?\n\nSad ones."),
        letter(2, TOM, project, "Re: Menu", "And the font?", In_Reply_To="<1@mail.example>"),
        letter(3, ANNA, project, "Re: Menu", "Do you agree?", References="<1@mail.example>"),
        letter(4, MARIA, "hello@bridge.test", "Prices", "What does it cost?"),
        letter(5, "new@far.example", project, "Offer", "Buy our chairs."),
    )
    paths = [version.write(f"{number}.eml", text) for number, text in enumerate(letters, 1)]
    version.run("ingest", *paths)


def commit_with(revision: str) -> str | None:
    """The newest that changed migrations and has each number up to this one, once; None: there was
    never one.
    """
    wanted = [f"{number:04}" for number in range(1, int(revision) + 1)]
    for commit in git("log", "--format=%h", "--", str(VERSIONS)).split():
        names = git("ls-tree", "-r", "--name-only", commit, str(VERSIONS)).split()
        if wanted == [Path(name).name.partition("_")[0] for name in names if name.endswith(".py")]:
            return commit
    return None


def git(*words: str) -> str:
    """What it prints, of this repository."""
    done = subprocess.run(("git", *words), check=True, capture_output=True, text=True, cwd=ROOT)
    return done.stdout


def write(revision: str, server: Path) -> None:
    """Both dumps of a revision."""
    commit = commit_with(revision)
    with tempfile.TemporaryDirectory() as folder, database(started(server)) as postgres:
        if commit is not None:
            git("worktree", "add", "--detach", f"{folder}/tree", commit)
        sqlite = f"sqlite:///{folder}/mailbridge.sqlite"
        for engine, url in (("sqlite", sqlite), ("postgres", postgres)):
            if commit is None:
                apart(upgrade_one_step(revision, engine, url))
            else:
                live(Version(Path(folder) / "tree", url, Path(folder)))
            write_dump(file_of(revision, engine), dumped(url))
        if commit is not None:
            git("worktree", "remove", "--force", f"{folder}/tree")


async def upgrade_one_step(revision: str, engine: str, url: str) -> None:
    """Into an empty database: the dump before this revision, and its migration."""
    before = f"{int(revision) - 1:04}"
    await restore(url, read_dump(file_of(before, engine)))
    store = Store(url)
    await store.write(lambda db: migrations.upgrade(db, revision))
    await store.close()


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="mailbridge-dumps-") as server:
        Path(server).chmod(0o755)  # the server runs as another user
        for revision in revisions():
            if not file_of(revision, "postgres").exists():
                write(revision, Path(server))
                print(revision)


if __name__ == "__main__":
    main()
