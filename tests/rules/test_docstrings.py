"""What others may call says what it takes, gives and changes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.files import sources

ROOT = Path(__file__).parents[2]
# Each letter's module has these three; LetterKind says what they take and give.
OF_LETTERS = {"readers", "compose", "once"}
# Both engines of the store have these; Transactions says what they do.
OF_ENGINES = {"write", "write_each", "read", "notify", "listen", "close"}
# Names that a library calls, by the contract of that library.
OF_LIBRARIES = {
    "connection_lost",  # asyncio.Protocol
    "connection_made",
    "data_received",
    "eof_received",
    "on_response_complete",  # uvicorn
    "get_route_handler",  # FastAPI
    "getattr",  # jinja2.sandbox
    "process_bind_param",  # SQLAlchemy
    "process_result_value",
    "push",  # aiosmtpd
}
PREFIXES = ("smtp_", "handle_")  # aiosmtpd's commands and hooks
Function = ast.FunctionDef | ast.AsyncFunctionDef


def public_functions() -> Iterator[tuple[str, Function]]:
    """Each function and method that others may call, with its place."""
    for path in sources(least=300):
        if "versions" not in path.parts:
            place = path.relative_to(ROOT).as_posix()
            tree = ast.parse(path.read_text("utf-8"))
            yield from ((f"{place}:{one.lineno}", one) for one in _public(tree))


def _public(node: ast.Module | ast.ClassDef) -> Iterator[Function]:
    for inner in node.body:
        if isinstance(inner, Function) and not inner.name.startswith("_"):
            yield inner
        elif isinstance(inner, ast.ClassDef) and not inner.name.startswith("_"):
            yield from _public(inner)


def _is_told_elsewhere(place: str, name: str) -> bool:
    if name in OF_LIBRARIES or name.startswith(PREFIXES):
        return True
    if "/steps/telling/letters/" in place:
        return name in OF_LETTERS
    return "/store/engine/" in place and name in OF_ENGINES


def _is_read_alone(docstring: str) -> bool:
    return not re.match(
        r"(?:They|It|Its|Their|These|Likewise|Do it)\b"
        r"|The same(?:[.,;]| (?:of|for|with|in|by|where|without|as)\b)"
        r"|Those (?!of |in |that |who )",
        docstring,
    )


def test_docstrings_are_read_alone() -> None:
    """An editor shows one without the lines above it: "the same" and "they" name nothing there."""
    hanging = [
        f"{place} {one.name}: {said.splitlines()[0]}"
        for place, one in public_functions()
        if (said := ast.get_docstring(one)) is not None and not _is_read_alone(said)
    ]
    assert [] == hanging


def test_public_functions_say_what_they_do() -> None:
    """But for those whose contract stands elsewhere."""
    silent = [
        f"{place} {one.name}"
        for place, one in public_functions()
        if ast.get_docstring(one) is None and not _is_told_elsewhere(place, one.name)
    ]
    assert [] == silent
