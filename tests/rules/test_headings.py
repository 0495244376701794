"""Each column and each line that a command shows to people has a heading in their language."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailbridge.doors.cli.frame.headings import HEADINGS
from mailbridge.doors.json_objects.values import JsonModel
from tests.files import ROOT, files

MODULES = files(ROOT / "mailbridge" / "doors" / "cli", "*.py", 40)


def _calls(name: str) -> Iterator[tuple[Path, ast.Module, ast.Call]]:
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Name) and called.id == name and isinstance(node, ast.Call):
                yield path, tree, node


def _columns(tree: ast.Module, told: ast.expr) -> set[str]:
    if isinstance(told, ast.Name):
        given = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            and any(isinstance(one, ast.Name) and one.id == told.id for one in node.targets)
        ]
        return set().union(*(_columns(tree, value) for value in given))
    return {
        node.value
        for node in ast.walk(told)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _tables() -> Iterator[tuple[str, set[str]]]:
    for path, tree, call in _calls("table"):
        yield f"{path.relative_to(ROOT)}:{call.lineno}", _columns(tree, call.args[1])


def _cards() -> Iterator[tuple[str, set[str]]]:
    """A card is made of `Model.of(…)`, or of what a variable was given that way."""
    for path, _, call in _calls("card"):
        shown = call.args[0]
        names = {node.id for node in ast.walk(shown) if isinstance(node, ast.Name)}
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        models = [
            found
            for found in (getattr(module, name, None) for name in sorted(names))
            if isinstance(found, type) and issubclass(found, JsonModel)
        ]
        fields = {field for model in models for field in model.model_fields}
        yield f"{path.relative_to(ROOT)}:{call.lineno}", fields


@pytest.mark.parametrize(("place", "names"), [*_tables(), *_cards()])
def test_what_a_command_shows_has_headings(place: str, names: set[str]) -> None:
    """A name without one ends the command in a KeyError, and only where there is a row to show."""
    assert names != set(), f"{place}: the rule cannot tell what it shows"
    assert sorted(names - HEADINGS.keys()) == []
