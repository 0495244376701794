"""What others may call says what it takes, gives and changes."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.files import PACKAGE, sources

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


ROOMS = "adapters|bootstrap|domain|doors|services|settings|steps|store"


def _told(path: Path) -> Iterator[tuple[int, str]]:
    """The docstrings and comments of a module, each with its line."""
    text = path.read_text("utf-8")
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | Function):
            yield getattr(node, "lineno", 1), ast.get_docstring(node) or ""


def _leads_somewhere(name: str) -> bool:
    """Whether a dotted name is a module, a room, or something that a module defines."""
    above, _, last = name.rpartition(".")
    place = PACKAGE / name.replace(".", "/")
    if place.with_suffix(".py").exists() or place.is_dir():
        return True
    module = (PACKAGE / above.replace(".", "/")).with_suffix(".py")
    return module.exists() and re.search(rf"\b{last}\b", module.read_text("utf-8")) is not None


def test_modules_that_docstrings_and_comments_name_are_there() -> None:
    """Whoever follows one finds it; a call on a value, such as `store.write(…)`, names none."""
    gone = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in sources(least=300)
        for line, told in _told(path)
        for name in re.findall(rf"(?<![\w./@])((?:{ROOMS})(?:\.[A-Za-z_]\w*)+)(?![\w(]|\.\w)", told)
        if not _leads_somewhere(name)
    ]
    assert [] == gone


def test_public_functions_say_what_they_do() -> None:
    """But for those whose contract stands elsewhere."""
    silent = [
        f"{place} {one.name}"
        for place, one in public_functions()
        if ast.get_docstring(one) is None and not _is_told_elsewhere(place, one.name)
    ]
    assert [] == silent
