"""What people read is given to the catalogues wherever it is written, and not only where a test
happens to see it.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.files import ROOT, sources

TWO_WORDS = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
SHOWN = {"said": 1, "print": 0, "say_line": 0, "complaint": 0}  # which argument people read
IN_LANGUAGE = {"say", "say_number", "told", "sentence", "tell"}


def _calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield node


def _name(call: ast.Call) -> str:
    named = call.func
    return named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", "")


def _english(shown: ast.expr) -> list[str]:
    """The texts of two words and more in an expression that are given to no catalogue."""
    if isinstance(shown, ast.Constant):
        text = shown.value if isinstance(shown.value, str) else ""
        return [text] if TWO_WORDS.search(text) else []
    if isinstance(shown, ast.Call) and _name(shown) in IN_LANGUAGE:
        return []
    inner = (one for one in ast.iter_child_nodes(shown) if isinstance(one, ast.expr))
    return [text for one in inner for text in _english(one)]


def test_a_command_says_no_sentence_past_the_catalogues() -> None:
    """`said(…, f"Post {post} is taken back.")` is English in every terminal."""
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}: {text}"
        for path in sources("doors/cli", least=40)
        for call in _calls(path)
        if len(call.args) > SHOWN.get(_name(call), 99)
        for text in _english(call.args[SHOWN[_name(call)]])
    ]
    assert [] == found


def test_a_value_inside_of_a_sentence_is_in_its_language() -> None:
    """`Refused(…, owner="an alias")` says “vergeben, an an alias”: words are values as `told`."""
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}: {text}"
        for path in sources(least=400)
        for call in _calls(path)
        if _name(call) in {"Refused", "told", "say"}
        for value in call.keywords
        for text in _english(value.value)
    ]
    assert [] == found
