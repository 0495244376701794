"""A command line of its own for each test: a fresh data_dir, called in this process, or as a
process of its own.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import structlog
from typer.testing import CliRunner

from mailbridge.doors.cli import app


@dataclass(frozen=True, slots=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """`run("project", "add", "Bloom")` in this process; standard input by `stdin`, more environment
    by keyword.
    """
    _bare_environment(monkeypatch)
    monkeypatch.chdir(tmp_path)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def call(*words: str, stdin: str | None = None, **variables: str) -> Done:
        variables = {"MAILBRIDGE_DATA_DIR": str(tmp_path / "data"), "COLUMNS": "200", **variables}
        done = CliRunner().invoke(
            app, list(words), input=stdin, env=variables, prog_name="mailbridge"
        )
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Done(done.exit_code, done.stdout, done.stderr)

    yield call
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


@pytest.fixture
def process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The same as a process of its own."""
    _bare_environment(monkeypatch)

    def call(*words: str, **variables: str) -> Done:
        environment = {
            **os.environ,
            "MAILBRIDGE_DATA_DIR": str(tmp_path / "data"),
            "TERM": "dumb",
            "COLUMNS": "200",
            **variables,
        }
        command = [sys.executable, "-m", "mailbridge", *words]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            env=environment,
            cwd=tmp_path,
            timeout=100,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return call


def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("MAILBRIDGE_")]:
        monkeypatch.delenv(name)


def lines(done: Done) -> list[dict[str, Any]]:
    """The objects of a --json answer."""
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
