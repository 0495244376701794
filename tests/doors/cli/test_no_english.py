"""No English is left on the command line of another language."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer import Context
from typer.main import get_command

from mailbridge.domain.told import told
from mailbridge.doors.cli import COMMANDS, app, loaded
from mailbridge.doors.cli.demo import describe
from mailbridge.doors.cli.frame import terminal
from mailbridge.doors.cli.frame.spoken import argument_name
from mailbridge.doors.cli.frame.usage_faults import allowed_values
from mailbridge.doors.cli.installation.doctor import describe as describe_finding
from mailbridge.doors.demo import Running
from mailbridge.doors.doctor import examine
from mailbridge.services.views.project_views import ProjectView
from mailbridge.settings import BadSettings, Settings, load
from mailbridge.settings.model import every_setting, sections
from tests.container import MORNING
from tests.files import files
from tests.pseudo import LANGUAGE, WORDS, latin

from .conftest import Run

CASES = [
    path.parent for path in files(Path(__file__).parents[2] / "bad_config", "mailbridge.toml", 28)
]
CODE = re.compile(r"`[^`]*`|imaps?://\S+|[\w.]+@[\w.]+")  # what is typed as it stands
LETTER = "From: Maria <maria@bloom.example>\nTo: {to}\nSubject: Menu\n\nCan we have a menu page?\n"
NAMES = ("mailbridge", "TOML JSON CSV UTF PEM SMTP DNS API PostgreSQL Unix mbox Maildir eml tar")


@pytest.fixture(autouse=True)
def _pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal's language is one of no country."""
    monkeypatch.setenv("LC_ALL", LANGUAGE)
    monkeypatch.setattr(terminal, "_catalogue", WORDS.of)


def commands() -> Iterator[tuple[str, Any]]:
    """Every command and group, with the words that call it."""
    yield "", get_command(app)
    for name in COMMANDS:
        yield from _below(name, loaded(name))


def _below(words: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield words, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from _below(f"{words} {name}", inner)


EVERY = dict(commands())


def _typed(command: Any) -> Iterator[str]:
    """The names that somebody types: of commands, options, arguments and their choices."""
    yield from getattr(command, "commands", {})
    for one in command.get_params(Context(command, help_option_names=["-h", "--help"])):
        yield from (*one.opts, argument_name(one), *allowed_values(one), str(one.default))


@pytest.mark.parametrize("words", EVERY)
def test_help_is_in_the_language_of_the_terminal(run: Run, words: str) -> None:
    """What stays Latin is what somebody types."""
    done = run(*words.split(), "--help")
    typed = (words, *_typed(EVERY[words]), *NAMES)
    said = {word for word in latin(CODE.sub("", done.stdout), typed) if word.isascii()}
    assert (0, set()) == (done.returncode, said)


@pytest.mark.parametrize(
    "words",
    [
        "projct",
        "person ad",
        "person add",
        "project list more words",
        "discussion list --state loud",
        "discussion list --limit 0",
        "discussion show five",
        "discussion list --stat",
        "discussion list --state",
        "question answered 1 2 --side x",
        "serve --only fax",
    ],
)
def test_wrong_usage_is_told_in_the_language_of_the_terminal(run: Run, words: str) -> None:
    """What stays Latin is what somebody types."""
    done = run(*words.split())
    group = words.split()[0]
    names = [name for path in EVERY if path.startswith(group) for name in path.split()]
    typed = [name for path, one in EVERY.items() if path.startswith(group) for name in _typed(one)]
    data = (words, *names, *typed, *NAMES, "project", "smtp lmtp web worker team client")
    assert (2, set()) == (done.returncode, latin(done.stderr, data))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_mistakes_of_settings_are_told_in_the_language_of_the_terminal(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stays Latin is in the file, or to be written into it."""
    monkeypatch.chdir(case)
    with pytest.raises(BadSettings) as fault:
        load(Path("mailbridge.toml"), {})
    known = [name for name, _ in every_setting()] + list(sections())
    data = (Path("mailbridge.toml").read_bytes().decode("latin-1"), "mailbridge toml", *known)
    written = ("sqlite FILE postgresql asyncpg USER PASSWORD HOST NAME PORT smtp smtps tls", *NAMES)
    shapes = "starttls none off MiB first second example mail com value section name unix"
    choices = "debug info warning error json console Studio North"
    others = (shapes, choices, _said_by_tomllib(Path("mailbridge.toml")))
    for line in map(WORDS.of(LANGUAGE).tell, fault.value.lines):
        assert set() == latin(line, (*data, *written, *others)), line


def _said_by_tomllib(file: Path) -> str:
    try:
        tomllib.loads(file.read_bytes().decode("latin-1"))
    except tomllib.TOMLDecodeError as fault:
        return str(fault)
    return ""


def test_what_was_refused_is_told_in_the_language_of_the_terminal(run: Run, tmp_path: Path) -> None:
    """A service's refusal, and that there is nothing to copy."""
    kept = run("db", "backup", "copy.tar")
    data = ("mailbridge sqlite data", str(tmp_path))
    assert (1, set()) == (kept.returncode, latin(kept.stderr, data))
    done = run("project", "show", "Nowhere")
    assert (1, set()) == (done.returncode, latin(done.stderr, ("mailbridge project list Nowhere",)))


def test_tables_and_cards_are_in_the_language_of_the_terminal(run: Run) -> None:
    """Headings, names of lines, and what stands for nothing; values are data."""
    address = run("project", "add", "Bloom").stdout.strip()
    run("ingest", "-", stdin=LETTER.format(to=address))
    for words in (
        "project list",
        "project show Bloom",
        "person list",
        "person contacts",
        "discussion list",
        "discussion show 1",
        "question list 1",
        "task list",
        "mail list",
        "mail show 1",
        "mail explain 1",
        "outbox list",
        "alias list",
    ):
        shown = run(*words.split(), "--json").stdout
        done = run(*words.split())
        taught = "mailbridge person add ADDRESS alias PROJECT UTC"
        data = (shown, shown.replace("_", " "), words, taught)
        assert (0, set()) == (done.returncode, latin(done.stdout, data)), words


def test_the_demo_speaks_the_language_of_the_terminal() -> None:
    """But for the names and the commands in it."""
    project = ProjectView(1, "Bloom", "p-x@localhost", (), "en", MORNING)
    running = Running(Settings(), project, (), "http://127.0.0.1/sign-in/x", "127.0.0.1:25")
    text = re.sub(r"printf .*\n.*|MAILBRIDGE_DATA_DIR=.*", "", describe(running))
    assert set() == latin(text, ("mailbridge data Bloom SMTP demo",))


async def test_doctor_speaks_the_language_of_the_terminal(tmp_path: Path) -> None:
    """Whatever it finds; values are data."""
    findings = [one async for one in examine(Settings(data_dir=tmp_path / "data", ntp_server=""))]
    said = "\n".join(map(describe_finding, findings))
    data = (str(tmp_path), *NAMES, "MX STARTTLS seccomp Landlock SQLite UTC MiB relay url smtp")
    others = (
        "tls certificate key data localhost http https public Linux no new privs public url web"
    )
    assert set() == latin(said, (*data, others))


def test_values_inside_of_sentences_are_told() -> None:
    """A sentence among the values of another is in the same language."""
    line = told("{file}: {key}: {trouble}", file="a", key="b", trouble=told("this"))
    assert set() == latin(WORDS.of(LANGUAGE).tell(line))
