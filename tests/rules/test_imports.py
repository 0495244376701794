"""Each name has one home, is imported from there, and is called what it is called there."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.files import sources

ROOT = Path(__file__).parents[2]
TREES = {path: ast.parse(path.read_text("utf-8")) for path in sources(least=300)}
FACES = ("mailbridge.settings", "mailbridge.bootstrap")  # packages that doors know as one module
REMEMBERING = ("WeakKeyDictionary", "WeakValueDictionary", "WeakSet")


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_module(path): tree for path, tree in TREES.items()}


def _imports(tree: ast.AST) -> Iterator[tuple[ast.ImportFrom, ast.alias]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mailbridge"):
            yield from ((node, name) for name in node.names)


def _defined(tree: ast.Module) -> set[str]:
    """What the statements of a module bind, imports aside."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif not isinstance(node, ast.Import | ast.ImportFrom):
            names = (one for one in ast.walk(node) if isinstance(one, ast.Name))
            found |= {one.id for one in names if isinstance(one.ctx, ast.Store)}
    return found


def test_modules_are_called_by_their_own_names() -> None:
    """`import y as z` stands only where two of one name meet in a file."""
    found = []
    for path, tree in TREES.items():
        imported = [(node, name) for node, name in _imports(tree)]
        for node, name in imported:
            namesakes = [other for _, other in imported if other.name == name.name]
            if name.asname is not None and len(namesakes) < 2:
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} {name.name}")
    assert found == []


def test_names_are_imported_from_where_they_are_defined() -> None:
    """No module passes on what another one defines."""
    found = []
    for path, tree in TREES.items():
        for node, name in _imports(tree):
            home = MODULES.get(node.module or "")
            if home is None or node.module in FACES or f"{node.module}.{name.name}" in MODULES:
                continue
            if name.name not in _defined(home):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.module}.{name.name}")
    assert found == []


def test_no_module_remembers_what_a_process_did() -> None:
    """State has an owner that is made and closed (services/runtime): no global statement, no weak
    dictionary.
    """
    found = []
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            weak = isinstance(node, ast.Name) and node.id in REMEMBERING
            if weak or isinstance(node, ast.Global):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []
