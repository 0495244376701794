"""A copy of the tree in mutants/, where each module holds all its faults beside what is right."""

import difflib
import shutil
from pathlib import Path

from mutmut.mutation.file_mutation import combine_mutations_to_source, create_mutations

from tests.mutation.left_out import not_faults

FOLDER = Path("mutants")
COPIED = ("mailbridge", "tests", "templates", "config", "docs", "pyproject.toml")


def copy_tree() -> None:
    """Write mutants/ anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for name in COPIED:
        if Path(name).is_dir():
            shutil.copytree(name, FOLDER / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(name, FOLDER / name)


def make(module: str) -> list[str]:
    """Write the module with its faults; the names of the faults, as mutmut calls them."""
    tree, changes, no_classes, no_functions = create_mutations(module, Path(module).read_text())
    left_out = not_faults(tree)
    kept = [one for one in changes if not left_out.has(one)]
    mutated = combine_mutations_to_source(tree, kept, no_classes, no_functions)
    (FOLDER / module).write_text(mutated.code)
    return list(mutated.mutant_names)


def dotted(module: str) -> str:
    """The name that the module is imported by."""
    return module.removesuffix(".py").replace("/", ".")


def difference(module: str, fault: str) -> str:
    """The lines that differ from the right function, each with its sign."""
    lines = (FOLDER / module).read_text().splitlines()
    right = _function(lines, fault.rpartition("_")[0] + "_orig")
    wrong = _function(lines, fault)
    changes = difflib.unified_diff(right[1:], wrong[1:], n=0, lineterm="")
    return "\n".join(one for one in changes if not one.startswith(("---", "+++", "@@")))


def _function(lines: list[str], name: str) -> list[str]:
    start = next(i for i, one in enumerate(lines) if f"def {name}(" in one)
    indent = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    while end < len(lines) and not _begins_another(lines[end], indent):
        end += 1
    return lines[start:end]


def _begins_another(line: str, indent: int) -> bool:
    text = line.lstrip()
    return bool(text) and len(line) - len(text) <= indent and not text.startswith(")")
