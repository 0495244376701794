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
from tests.files import ROOT, files, sources

FRONT = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")


def _page(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def _commands() -> Iterator[str]:
    for name in COMMANDS:
        found = loaded(name)
        below = getattr(found, "commands", {})
        yield from (f"{name} {one}" for one in below) if below else (name,)


def _options() -> Iterator[tuple[str, str]]:
    for name in COMMANDS:
        found: Any = loaded(name)
        for inner in getattr(found, "commands", {name: found}).values():
            yield from (
                (f"{name} {inner.name}", option)
                for one in inner.params
                for option in one.opts
                if option.startswith("--")
            )


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


@pytest.mark.parametrize("command", list(_commands()))
def test_a_command_is_documented(command: str) -> None:
    """docs/commands.md names it."""
    assert f"`mailbridge {command}" in _page("commands.md")


def test_every_option_is_documented() -> None:
    """docs/commands.md names each of them."""
    page = _page("commands.md")
    assert [item for item in _options() if f"`{item[1]}" not in page] == []


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


@pytest.mark.parametrize(
    "page",
    sorted(
        path.relative_to(ROOT).as_posix()
        for path in [*(ROOT / name for name in FRONT), *files(ROOT / "docs", "*.md", 20)]
    ),
)
def test_every_link_between_the_pages_leads_somewhere(page: str) -> None:
    """No page points to a file that is not there."""
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", (ROOT / page).read_text("utf-8"))
    assert [
        target for target in targets if not (ROOT / page).parent.joinpath(target).exists()
    ] == []


def test_the_recipes_name_files_that_are_there() -> None:
    """Each path in backquotes of CONTRIBUTING.md exists."""
    named = re.findall(
        r"`((?:mailbridge|tests|docs|templates|config|deploy|bench)/[^`*<>… ]+)`",
        (ROOT / "CONTRIBUTING.md").read_text("utf-8"),
    )
    assert [path for path in named if not (ROOT / path).exists()] == []


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
