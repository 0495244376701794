"""Words of other languages stand in catalogues, and where mail of other languages is read."""

import ast
from pathlib import Path

from tests.files import PACKAGE, sources

READS_OTHER_LANGUAGES = ("steps/text", "steps/reading", "steps/deciding")
SAMPLES = ("steps/telling/samples",)  # people in sample letters have names of any script


def _is_read(path: Path) -> bool:
    return path.relative_to(PACKAGE).as_posix().startswith(READS_OTHER_LANGUAGES + SAMPLES)


def _foreign(source: str) -> list[str]:
    """String constants with letters that English has not; docstrings may show examples."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    shown = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in shown
        if any(sign.isalpha() and not sign.isascii() for sign in node.value)
    ]


def test_no_string_outside_of_the_readers_holds_another_language() -> None:
    """Add a language by a catalogue alone: `make words` tells what it has to say."""
    found = {
        str(path.relative_to(PACKAGE)): foreign
        for path in sources()
        if not _is_read(path) and (foreign := _foreign(path.read_text()))
    }
    assert {} == found


def test_a_word_of_another_language_would_be_found() -> None:
    """In code, not in what documents it; quotation marks belong to no language."""
    source = '"""да"""\nx = "да", f"{y} für", "“yes”"'
    assert ["да", " für"] == _foreign(source)
