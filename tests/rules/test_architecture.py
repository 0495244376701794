"""What the import contracts of pyproject.toml cannot say: purity and where SQL may stand, read from
the code itself.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.files import PACKAGE, ROOT, sources

CORE = sources("domain", "steps")
IMPURE_CALLS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time",
    "time.monotonic", "uuid4", "uuid.uuid4", "uuid1",
    "random.random", "random.choice", "secrets.token_hex", "secrets.token_bytes", "os.urandom",
    "open", "print", "input", "make_msgid",
    "Path.cwd", "os.getenv", "localtime", "formatdate",
}  # fmt: skip
SQL = {"sqlalchemy", "sqlite3", "aiosqlite", "asyncpg", "alembic"}
STATEMENTS = {
    "select",
    "insert",
    "update",
    "delete",
    "text",
    "func",
    "create_engine",
    "create_async_engine",
    "Table",
    "Column",
}
MAY_KNOW_SQL = ("store",)


def _trees(files: list[Path]) -> Iterator[tuple[str, ast.AST]]:
    for file in files:
        yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))


def _called(node: ast.Call) -> str:
    return ast.unparse(node.func)


def test_the_core_is_pure() -> None:
    """No clock, no randomness, no files in domain and steps: values come in as arguments."""
    found = [
        f"{name}:{node.lineno} {_called(node)}"
        for name, tree in _trees(CORE)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _called(node) in IMPURE_CALLS
    ]
    assert found == []


def test_the_core_defines_nothing_asynchronous() -> None:
    """What decides does not wait."""
    found = [
        f"{name}:{node.lineno}"
        for name, tree in _trees(CORE)
        for node in ast.walk(tree)
        if isinstance(node, ast.AsyncFunctionDef | ast.Await)
    ]
    assert found == []


def test_domain_values_are_frozen() -> None:
    """Every dataclass of the vocabulary is frozen."""
    found = []
    for name, tree in _trees(sources("domain")):
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                marks = [ast.unparse(one) for one in node.decorator_list]
                found += [
                    f"{name}:{node.lineno}"
                    for mark in marks
                    if mark.startswith("dataclass") and "frozen=True" not in mark
                ]
    assert found == []


def _outside_store() -> list[Path]:
    return [
        file
        for file in sources(least=300)
        if file.relative_to(PACKAGE).parts[0] not in MAY_KNOW_SQL
    ]


def test_sql_is_written_in_the_store_only() -> None:
    """Elsewhere a connection may be passed on and its faults named; statements are made in
    store/.
    """
    found = []
    for name, tree in _trees(_outside_store()):
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in SQL:
                found += [
                    f"{name}:{node.lineno} {one.name}"
                    for one in node.names
                    if one.name in STATEMENTS
                ]
            if isinstance(node, ast.Import):
                found += [
                    f"{name}:{node.lineno} {one.name}"
                    for one in node.names
                    if one.name.split(".")[0] in SQL - {"sqlite3"}
                ]
    assert found == []


def test_the_doors_know_nothing_of_the_database() -> None:
    """They ask services; not even a connection passes through them."""
    doors = sources("doors", least=50)
    imported = [
        f"{name}:{node.lineno} {node.module}"
        for name, tree in _trees(doors)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (
            (node.module or "").split(".")[0] in SQL
            or (node.module or "").startswith("mailbridge.store")
        )
    ]
    assert imported == []


def test_the_import_contracts_are_kept() -> None:
    """Floors, purity, settings in one place: what pyproject.toml lists."""
    program = (
        "import sys; from importlinter.cli import lint_imports_command; "
        "sys.exit(lint_imports_command(['--no-cache']))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-1000:]


def test_no_address_of_a_package_index_is_named() -> None:
    """The lock files pin by hash and say nothing of where packages come from."""
    found = [
        f"{name}: {line}"
        for name in (
            "requirements.lock",
            "requirements-build.lock",
            "requirements-mutants.lock",
            "pyproject.toml",
            "Makefile",
            ".ci/run",
        )
        for line in (ROOT / name).read_text("utf-8").splitlines()
        if "://" in line and "--hash" not in line and "example" not in line
    ]
    assert found == []
