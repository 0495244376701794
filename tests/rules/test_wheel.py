"""The wheel works when it is installed alone: in an empty environment, with the packages it
requires and nothing of the source tree.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent.parent


def _required(
    name: str, extras: frozenset[str], seen: dict[tuple[str, frozenset[str]], Distribution]
) -> Iterator[Distribution]:
    """A distribution's requirements, and theirs; extras only where somebody asks for them."""
    for line in distribution(name).requires or ():
        wanted = Requirement(line)
        applies = [
            one
            for one in extras or {""}
            if wanted.marker is None or wanted.marker.evaluate({"extra": one})
        ]
        key = (wanted.name, frozenset(wanted.extras))
        if applies and key not in seen:
            seen[key] = distribution(wanted.name)
            yield seen[key]
            yield from _required(wanted.name, key[1], seen)


def _lay_in(found: Distribution, place: Path) -> None:
    """Links to what a distribution installed, beside the wheel's own files."""
    for top in {
        file.parts[0] for file in found.files or () if file.parts[0] not in ("..", "__pycache__")
    }:
        link = place / top
        if not link.exists():
            link.symlink_to(Path(str(found.locate_file(top))))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a source tree that an installation runs in, with its settings and its keys."""
    out, tree = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("tree")
    for name in ("mailbridge", "templates", "config"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, tree / name)
    (tree / "config" / "mailbridge.toml").write_text('secret_key = "the operator\'s own"')
    (tree / "config" / ".env").write_text("MAILBRIDGE_SECRET_KEY=the operator's own")
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(out),
        str(tree),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return next(out.glob("mailbridge-*.whl"))


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`mailbridge` of an environment that holds the wheel and what it requires."""
    place = tmp_path_factory.mktemp("alone")
    venv.create(place, with_pip=False, symlinks=True)
    python = place / "bin" / "python"
    command = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(place), "platbase": str(place)}))
    for found in _required("mailbridge", frozenset(), {}):
        _lay_in(found, site)
    return place / "bin" / "mailbridge"


def test_the_wheel_holds_what_the_program_needs(wheel: Path) -> None:
    """Templates, the example configuration, migrations; no tests."""
    names = zipfile.ZipFile(wheel).namelist()
    wanted = (
        "mailbridge/_templates/mail/",
        "mailbridge/_templates/web/",
        "mailbridge/_templates/demo/first_letter.txt",
        "mailbridge/_templates/locale/ru/LC_MESSAGES/mailbridge.po",
        "mailbridge/_config/mailbridge.example.toml",
        "migrations/versions/0001",
    )
    assert [one for one in wanted if not any(one in name for name in names)] == []
    assert [name for name in names if name.startswith(("tests/", "docs/"))] == []


def test_the_wheel_holds_nothing_of_the_installation_it_was_built_in(wheel: Path) -> None:
    """Of its settings the example alone, and no secret anywhere."""
    with zipfile.ZipFile(wheel) as parts:
        settings = [name for name in parts.namelist() if name.startswith("mailbridge/_config/")]
        leaks = [name for name in parts.namelist() if b"the operator's own" in parts.read(name)]
    assert (["mailbridge/_config/mailbridge.example.toml"], []) == (settings, leaks)


def test_it_takes_mail_in_and_writes_letters_when_installed_alone(
    program: Path, tmp_path: Path
) -> None:
    """From an empty folder: a project, a member, a client's mail, and the letter about it as it
    would leave.
    """
    environment = {
        "PATH": os.environ["PATH"],
        "MAILBRIDGE_DATA_DIR": str(tmp_path / "data"),
        "LANG": "C.UTF-8",
    }

    def run(*words: str, stdin: str = "") -> str:
        done = subprocess.run(
            [program, *words],
            input=stdin,
            capture_output=True,
            text=True,
            env=environment,
            cwd=tmp_path,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    address = run("project", "add", "Bloom").strip()
    run("person", "add", "vera@example.com", "--role", "member", "--project", "Bloom")
    mail = (
        f"From: alice@example.org\nTo: {address}\nSubject: Logo\nMessage-ID: "
        "<1@example.org>\n\nCould you send the logo?\n"
    )
    assert json.loads(run("ingest", "--json", "-", stdin=mail))["reason"] == "filed"
    letter = run("outbox", "show", json.loads(run("outbox", "list", "--json"))["id"])
    assert re.search(r"^Reply-To: .*@localhost>$", letter, re.MULTILINE)
    assert "Could you send the logo?" in letter
    assert json.loads(run("doctor", "--json").splitlines()[1])["state"] == "ok"


def test_its_pages_are_complete_when_installed_alone(program: Path, tmp_path: Path) -> None:
    """The sign-in page is rendered and its style is there."""
    python = program.with_name("python")
    code = """
import asyncio, re, urllib.request
from mailbridge.bootstrap import load, opened
from mailbridge.doors.opening import Doors
async def main():
    settings = load()
    async with opened(settings) as container:
        doors = Doors(container, settings, ("web",))
        await doors.start()
        base = "http://" + doors.places["web"]
        fetch = lambda path: asyncio.to_thread(
            lambda: urllib.request.urlopen(base + path, timeout=20).read().decode()
        )
        page = await fetch("/sign-in")
        style = re.search(r'rel="stylesheet" href="([^"]+)"', page)[1]
        print(len(await fetch(style)) > 100, await fetch("/readyz"))
        await doors.stop()
asyncio.run(main())
"""
    environment = {
        "PATH": os.environ["PATH"],
        "MAILBRIDGE_DATA_DIR": str(tmp_path / "data"),
        "MAILBRIDGE_WEB__LISTEN": "127.0.0.1:0",
    }
    done = subprocess.run(
        [python, "-c", code],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
        timeout=100,
        check=False,
    )
    assert "True ready\n" in done.stdout, done.stderr
