"""Bounds that keep the code readable: of files, functions and rooms, and of names that say little.

An exception has its reason; what grows past a bound is parted, or gets a name of its own.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.files import PACKAGE, ROOT, sources

MOST_FILES = 20  # of a room, beside its __init__
MOST_LINES = 300  # of a file
MOST_BODY = 30  # lines of a function, without its head and its docstring

LONG_FILES = {
    "mailbridge/store/engine/schema.py": "one table after the other, compared with migrations",
    "mailbridge/steps/reading/kinds/machine_words.py": "a table of words",
    "mailbridge/store/outbox/occasions.py": "the statements that fill one value",
    "mailbridge/steps/reading/mime/body_parts.py": "which part is what: one decision in cases",
    "mailbridge/steps/reading/mime/part_tree.py": "one class, the parser",
    "mailbridge/steps/deciding/follow_up/ledger.py": "one decision in cases",
    "mailbridge/services/filing/participants.py": "one decision in cases",
    "mailbridge/doors/web/api/routes.py": "one table, a row for each route",
    "mailbridge/doors/web/app.py": "the table of all routes",
    "mailbridge/adapters/submission.py": "one class, a relay and its connection",
}
_ONE_VALUE = "one value of many fields"
_IN_ORDER = "what is done with one message, in its order"
_IN_CASES = "one decision, case by case"
LONG_FUNCTIONS = {
    "mailbridge/adapters/letter_page.py:page": _ONE_VALUE,
    "mailbridge/bootstrap/wiring.py:_wired": _ONE_VALUE,
    "mailbridge/adapters/proof/dkim_arc.py:_signature": _IN_CASES,
    "mailbridge/services/aliases/cards.py:_card": _ONE_VALUE,
    "mailbridge/services/deciding/decide.py:decide": _IN_ORDER,
    "mailbridge/services/deciding/thread_facts.py:load_thread_facts": _ONE_VALUE,
    "mailbridge/services/discussions/confirm_answer.py:confirm_as_members": _IN_ORDER,
    "mailbridge/services/discussions/write.py:_write_post": _IN_ORDER,
    "mailbridge/services/discussions/write.py:start_discussion": _IN_ORDER,
    "mailbridge/services/filing/add_post.py:_questions": _IN_ORDER,
    "mailbridge/services/filing/apply.py:_file_post": _IN_ORDER,
    "mailbridge/services/filing/apply.py:apply": _IN_ORDER,
    "mailbridge/services/filing/commands/of_letter.py:obey_commands": _IN_ORDER,
    "mailbridge/services/filing/machine_reports.py:note_report": _IN_ORDER,
    "mailbridge/services/filing/mail_post.py:new_post": _ONE_VALUE,
    "mailbridge/services/people/register.py:add_person": _IN_ORDER,
    "mailbridge/services/people/unconfirmed_contacts.py:_contacts": _ONE_VALUE,
    "mailbridge/services/views/discussion_views.py:discussion_page": _ONE_VALUE,
    "mailbridge/steps/deciding/follow_up/ledger.py:_answers": _IN_CASES,
    "mailbridge/steps/deciding/people/identify.py:decide": _IN_CASES,
    "mailbridge/steps/deciding/proof/judge.py:_unproven": _IN_CASES,
    "mailbridge/steps/reading/mime/parse.py:_message": _ONE_VALUE,
    "mailbridge/steps/telling/letter_parts/notices.py:noticed": _IN_CASES,
    "mailbridge/steps/telling/letters/alias_alarm.py:_letter": _ONE_VALUE,
    "mailbridge/steps/telling/samples/cases.py:_cases": "one sample after the other",
    "mailbridge/steps/telling/letters/post.py:_letter": _ONE_VALUE,
    "mailbridge/store/outbox/occasions.py:_occasion": _ONE_VALUE,
}
# How often a name stands that says nothing of what it holds. Only ever lower: who finds a better
# name for one of them lowers the number.
LITTLE_SAID = {"one": 153, "found": 188, "some": 9, "work": 7}
PREDICATES = ("is", "has", "may", "are", "was", "can", "any")
NO_PREDICATE = {
    "bulk": "a property beside the fields of the same kind",
    "by_team": "a property beside the fields of the same kind",
    "internal": "a property beside the fields of the same kind",
    "late": "a property beside the fields of the same kind",
    "stand_in": "said of several: “words stand in a text”",
    "hold": "said of several: “hosts hold”",
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules() -> Iterator[tuple[str, str, ast.Module]]:
    """Each module: its path, its text and its tree. Migrations stay as they were written."""
    for path in sources(least=300):
        if "versions" not in path.parts:
            text = path.read_text("utf-8")
            yield path.relative_to(ROOT).as_posix(), text, ast.parse(text)


MODULES = list(modules())
FUNCTIONS = [
    (place, node)
    for place, _, tree in MODULES
    for node in ast.walk(tree)
    if isinstance(node, Function)
]


def _body(function: Function) -> int:
    """Lines without the head and the docstring."""
    documented = ast.get_docstring(function) is not None and len(function.body) > 1
    first = function.body[1 if documented else 0]
    return (function.end_lineno or 0) - first.lineno + 1


def _bound(tree: ast.AST) -> Iterator[str]:
    """The names that are given to variables, parameters and functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, Function):
            yield node.name


def _rooms() -> Iterator[Path]:
    return (path for path in PACKAGE.rglob("*") if path.is_dir() and path.name != "versions")


def test_rooms_are_small() -> None:
    """Who looks for a place sees all of a room at once."""
    counts = {str(room): len({*room.glob("*.py")} - {room / "__init__.py"}) for room in _rooms()}
    assert len(counts) > 30
    assert {} == {name: count for name, count in counts.items() if count > MOST_FILES}


def test_files_are_short() -> None:
    """But for those above, each with its reason."""
    long = {place for place, text, _ in MODULES if text.count("\n") > MOST_LINES}
    assert set() == long - LONG_FILES.keys()


def test_functions_are_short() -> None:
    """But for those above, each with its reason."""
    long = {f"{place}:{node.name}" for place, node in FUNCTIONS if _body(node) > MOST_BODY}
    assert set() == long - LONG_FUNCTIONS.keys()


def test_names_say_what_they_hold() -> None:
    """`one`, `found`, `some` and `work` stand where nothing more can be said."""
    counts = Counter(name for _, _, tree in MODULES for name in _bound(tree))
    assert {} == {name: counts[name] for name, most in LITTLE_SAID.items() if counts[name] > most}


def _is_bool(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return isinstance(node.returns, ast.Name) and node.returns.id == "bool"


def test_predicates_read_like_one() -> None:
    """What answers “whether” is named is_, has_, may_, or by a verb: `names_us`, `greets`."""
    odd = [
        f"{place}:{node.lineno} {node.name}"
        for place, node in FUNCTIONS
        if _is_bool(node)
        and (ast.get_docstring(node) or "").startswith("Whether ")
        and not _is_predicate(node.name)
    ]
    assert [] == odd


def test_what_is_true_or_false_says_of_what() -> None:
    """A public function that gives a bool begins with “Whether”, or says when it gives which."""
    odd = [
        f"{place}:{node.lineno} {node.name}"
        for place, node in FUNCTIONS
        if _is_bool(node)
        and not node.name.startswith("_")
        and (told := ast.get_docstring(node)) is not None
        and not re.search(r"^Whether |\b(?:True|False|Returns|whether)\b", told)
    ]
    assert [] == odd


def _is_predicate(name: str) -> bool:
    first = name.lstrip("_").partition("_")[0]
    return first in PREDICATES or first.endswith("s") or name in NO_PREDICATE
