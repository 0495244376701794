"""Whatever people can set, call or read of is written down in docs/, and the generated files are up
to date.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeGuard

import pytest
import typer

from mailbridge.domain.event import EventKind
from mailbridge.domain.verdict import REPLIES, Reason
from mailbridge.doors.cli import COMMANDS, loaded
from mailbridge.settings.example import example
from mailbridge.settings.model import every_setting
from mailbridge.steps.telling.words.reason_words import REASONS
from tests.files import PACKAGE, ROOT, files, sources

FRONT = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")


def _page(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def _leaves(words: str, found: Any) -> Iterator[tuple[str, Any]]:
    below = getattr(found, "commands", {})
    if not below:
        yield words, found
    for name, inner in below.items():
        yield from _leaves(f"{words} {name}", inner)


def _commands() -> Iterator[tuple[str, Any]]:
    """Every command, with the words that call it."""
    for name in COMMANDS:
        yield from _leaves(name, loaded(name))


OF_ALL = {"--config", "--json"}  # told above the tables, once


def _options(command: Any) -> set[str]:
    named = {option for one in command.params for option in one.opts}
    return {option for option in named if option.startswith("--")} - OF_ALL


@pytest.mark.parametrize("name", [name for name, _ in every_setting()])
def test_a_setting_is_documented(name: str) -> None:
    """docs/configuration.md names it."""
    assert f"`{name}`" in _page("configuration.md")


@cache
def _names_read() -> dict[str, set[str]]:
    """Of each module: the attributes that it reads; of the settings themselves what their
    properties read.
    """
    return {
        file.relative_to(ROOT).as_posix(): {
            node.attr for node in ast.walk(ast.parse(file.read_text())) if _reads(file, node)
        }
        for file in sources(least=200)
    }


def _reads(file: Path, node: ast.AST) -> TypeGuard[ast.Attribute]:
    if not isinstance(node, ast.Attribute) or not isinstance(node.ctx, ast.Load):
        return False
    inside = file.parent.name == "settings"
    return not inside or (isinstance(node.value, ast.Name) and node.value.id == "self")


@pytest.mark.parametrize("name", [name for name, _ in every_setting()])
def test_a_setting_is_read(name: str) -> None:
    """By a module that reads its section, too; what nobody reads does nothing."""
    section, _, leaf = name.rpartition(".")
    wanted = {section, leaf} - {""}
    assert [] != [module for module, read in _names_read().items() if wanted <= read]


@pytest.mark.parametrize(("words", "command"), list(_commands()))
def test_a_command_is_documented(words: str, command: Any) -> None:
    """docs/commands.md has a row for it, which names each of its options."""
    page = _page("commands.md")
    rows = re.findall(rf"^\| `mailbridge {words}[ `].*$", page, re.MULTILINE)
    assert 1 == len(rows)
    assert set() == {option for option in _options(command) if f"`{option}" not in rows[0]}


@pytest.mark.parametrize("reason", list(Reason))
def test_a_reason_is_documented(reason: Reason) -> None:
    """docs/reasons.md names it, has its words, and the reply that the peer gets."""
    row = next(
        (
            line
            for line in _page("reasons.md").splitlines()
            if line.startswith(f"| `{reason.value}` |")
        ),
        "",
    )
    assert REASONS[reason] in row
    assert (str(REPLIES[reason]) if reason in REPLIES else "") in row


@pytest.mark.parametrize("kind", list(EventKind))
def test_an_event_is_documented(kind: EventKind) -> None:
    """docs/events.md names it."""
    assert f"| `{kind.value}` |" in _page("events.md")


def test_the_example_configuration_is_what_the_settings_say() -> None:
    """`make config` writes it."""
    assert example() == (ROOT / "config" / "mailbridge.example.toml").read_text("utf-8")


PAGES = sorted([*(ROOT / name for name in FRONT), *files(ROOT / "docs", "*.md", 20)])
each_page = pytest.mark.parametrize(
    "page", PAGES, ids=[path.relative_to(ROOT).as_posix() for path in PAGES]
)


@cache
def _anchors(page: Path) -> set[str]:
    """What a link may name in a page: its headings, as they are spelt in addresses."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one).strip().lower().replace(" ", "-") for one in headings}


@each_page
def test_every_link_between_the_pages_leads_somewhere(page: Path) -> None:
    """No page points to a file that is not there, nor to a heading that its page lacks."""
    text = page.read_text("utf-8")
    targets = re.findall(r"\]\((?!https?:|mailto:)([^)#\s]*)#?([^)\s]*)\)", text)
    targets += re.findall(r"(?:src|href)=\"(?!https?:)([^\"#]*)#?([^\"]*)\"", text)
    wrong = []
    for name, anchor in targets:
        target = page.parent / name if name else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            wrong.append(f"{name}#{anchor}")
    assert [] == wrong


def test_every_page_is_found_from_the_first() -> None:
    """README.md links each page of docs/."""
    linked = set(re.findall(r"\]\((docs/\w[\w-]*\.md)\)", (ROOT / "README.md").read_text("utf-8")))
    assert {f"docs/{path.name}" for path in files(ROOT / "docs", "*.md", 20)} == linked


@pytest.mark.parametrize(
    "page",
    [path for path in PAGES if path.name != "CHANGELOG.md"],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_pages_name_files_that_are_there(page: Path) -> None:
    """Each path in backquotes exists, but for what operators write themselves; the changelog tells
    of what was.
    """
    named = re.findall(
        r"`((?:mailbridge|tests|docs|templates|config|deploy|bench)/[^`*<>… :]+)`",
        page.read_text("utf-8"),
    )
    theirs = {"config/mailbridge.toml", "config/templates"}
    assert [path for path in named if path not in theirs and not (ROOT / path).exists()] == []


def test_the_page_of_rooms_names_every_room() -> None:
    """Each folder of each floor stands in the floor's row of docs/architecture.md, and no other."""
    rows = dict(
        re.findall(r"^\| `(\w+)/` \| [^|]* \| (.*) \|$", _page("architecture.md"), re.MULTILINE)
    )
    rooms = {
        floor: {
            path.parent.name
            for path in files(PACKAGE / floor, "__init__.py")
            if path.parent != PACKAGE / floor and path.parent.name != "versions"
        }
        for floor in rows
    }
    assert rooms == {floor: set(re.findall(r"`(\w+)`", row)) for floor, row in rows.items()}


def test_commands_are_a_typer_application() -> None:
    """Every noun of the list has a file that gives its command."""
    assert [
        name
        for name in COMMANDS
        if not isinstance(loaded(name), typer.core.TyperCommand | typer.core.TyperGroup)
    ] == []


def test_every_standard_that_the_code_names_is_listed() -> None:
    """docs/rfcs.md has each RFC that a comment or docstring refers to."""
    code = "\n".join(file.read_text("utf-8") for file in sources(least=300))
    named = {int(number) for number in re.findall(r"RFC ?(\d{3,4})", code)}
    listed = {int(number) for number in re.findall(r"\b(\d{3,4})\b", _page("rfcs.md"))}
    assert sorted(named - listed) == []
