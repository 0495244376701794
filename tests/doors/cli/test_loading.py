"""What a command loads, by name: a second is long for whoever waits at a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# each costs a twentieth of a second or more
DEAR = {
    "aiosmtplib",
    "alembic",
    "asyncpg",
    "babel",
    "css_inline",
    "dns",
    "fastapi",
    "jinja2",
    "lxml",
    "rich",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.orm",
    "structlog",
    "uvicorn",
}
ROOMS_NEVER_LISTED_FROM = {  # what reads mail and writes letters
    "mailbridge.adapters.reader",
    "mailbridge.adapters.rendering",
    "mailbridge.domain.discussion",
    "mailbridge.domain.event_details",
    "mailbridge.domain.letter",
    "mailbridge.domain.message",
    "mailbridge.services.filing",
    "mailbridge.services.receiving",
    "mailbridge.services.telling",
    "mailbridge.services.views.models",
    "mailbridge.steps.deciding.order",
    "mailbridge.steps.reading.read",
    "mailbridge.steps.telling.letters",
}
ROOT = Path(__file__).parents[3]
OF_HELP = {
    "mailbridge",
    "mailbridge.__main__",
    "mailbridge.domain.told",
    "mailbridge.doors.cli",
    "mailbridge.doors.cli.frame.spoken",
    "mailbridge.doors.cli.frame.terminal",
    "mailbridge.doors.cli.frame.usage_faults",
    "mailbridge.steps.telling.words.catalogue",
}
PROGRAM = """
import sys
from mailbridge.__main__ import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""

LOOKING = """
import gc, sys
looks = []
gc.callbacks.append(lambda phase, info: looks.append(len(gc.get_objects())))
from mailbridge.__main__ import main
try:
    main()
finally:
    print(*looks, file=sys.stderr)
"""
MOST_LOOKED_AT = 20_000  # objects; what is loaded is a hundred thousand


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Data of an installation whose tables are there: no migration has to be loaded any more."""
    loaded_by(tmp_path, "project", "list")
    return tmp_path


def loaded_by(folder: Path, *words: str) -> set[str]:
    """The modules that a process has loaded when the command is over."""
    return set(_said(PROGRAM, folder, *words))


def _said(program: str, folder: Path, *words: str) -> list[str]:
    environment = {**os.environ, "MAILBRIDGE_DATA_DIR": str(folder), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-c", program, *words]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stderr.split()


def _is_room(name: str) -> bool:
    """Whether it is a folder below the package, with one sentence in it and the commands apart."""
    folder = ROOT.joinpath(*name.split("."))
    return name.count(".") > 0 and folder.is_dir() and name != "mailbridge.doors.cli"


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_saying_what_there_is_loads_no_command(tmp_path: Path, option: str) -> None:
    """The list of commands is known without any of their files, or what they need; how help is
    said, and what a catalogue is, stand in small files.
    """
    loaded = loaded_by(tmp_path, option)
    ours = {name for name in loaded if name.partition(".")[0] == "mailbridge"}
    assert OF_HELP == {name for name in ours if not _is_room(name)}
    assert set() == loaded & {*DEAR, "asyncio", "pydantic", "sqlalchemy"}


def test_a_list_loads_the_store_and_its_noun(folder: Path) -> None:
    """Neither another engine than its own nor anything that mail and letters need."""
    loaded = loaded_by(folder, "project", "list")
    assert set() == loaded & (DEAR | ROOMS_NEVER_LISTED_FROM)
    assert {"mailbridge.doors.cli.project", "mailbridge.services.projects"} <= loaded


def test_nobody_looks_for_garbage_in_what_is_loaded(folder: Path) -> None:
    """It stays until the end, and would be looked through twice in a short command."""
    looks = [int(objects) for objects in _said(LOOKING, folder, "project", "list")]
    assert looks
    assert max(looks) < MOST_LOOKED_AT
