"""docs/glossary.md rules the public names of the code: no banned and no second word."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.files import sources

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "glossary.md").read_text("utf-8")
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ?([^|]*?) ?\|$", re.MULTILINE)
ROWS = [row for row in ROW.findall(PAGE) if row[0] not in ("term", "---")]
SILENT = re.search(r"No public name holds one of these: ([^.]+)\.", PAGE)
THEIRS = re.findall(r"`(\w+)`", PAGE.partition("## Words that others chose")[2])
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def banned() -> set[str]:
    """The words of the last column, and those that say nothing."""
    assert SILENT is not None
    second = {word for row in ROWS for word in row[2].split()}
    return second | {word.strip() for word in SILENT[1].split(",")}


def public_names() -> Iterator[tuple[str, str]]:
    """Each module, class, function and method that others may call, with its place."""
    for path in sources(least=300):
        if "versions" in path.parts:
            continue
        place = path.relative_to(ROOT).as_posix()
        yield path.stem, place
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, _DEFINITIONS) and not node.name.startswith("_"):
                yield node.name, f"{place}:{node.lineno}"


def words_of(name: str) -> set[str]:
    """`count_soft_bounce` and `SoftBounce` as words in lower case, with the name itself."""
    return {word.lower() for word in _WORDS.findall(name)} | {name.lower()}


NAMES = [(name, place) for name, place in public_names() if name not in THEIRS]


def test_the_glossary_is_read() -> None:
    """Terms, second words and names are all there: an empty page would ban nothing."""
    assert len(ROWS) > 50
    assert {"sender", "house", "ticket", "manager"} <= banned()
    assert len(NAMES) > 500


def test_each_term_stands_once() -> None:
    """One meaning a word, one row a term."""
    terms = [row[0] for row in ROWS]
    assert sorted(set(terms)) == sorted(terms)


@pytest.mark.parametrize("word", sorted(banned()))
def test_no_public_name_uses_a_second_word(word: str) -> None:
    """The glossary's word is used instead."""
    assert [] == [f"{place} {name}" for name, place in NAMES if word in words_of(name)]


def test_a_banned_word_is_found_within_a_name() -> None:
    """In snake case and in camel case; a part of a word is none."""
    assert "sender" in words_of("SenderPolicy")
    assert "sender" in words_of("is_sender_known")
    assert "sender" not in words_of("senders_of")
