"""What an admin will ask about later is in the audit log: every service that does such a thing
writes it down, and the web says who did it.
"""

import ast
import inspect
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.files import PACKAGE, sources

# Functions of the store that give, take, show or hide: whoever calls one records it.
ACTS = {
    "people": {"add", "add_many", "add_address", "remove_address", "change", "join", "leave"},
    "people_merge": {"merge", "undo"},
    "author_policies": {"set_policy"},
    "projects": {"add", "change", "rotate", "add_alias", "remove_alias"},
    "visibility": {
        "change_post", "change_task", "change_file", "hide_discussion", "share_discussion",
        "unhide_discussion", "unshare_discussion",
    },
    "releases": {"release", "confirm"},
    "held_posts": {"change"},
    "discussion_merge": {"merge"},
    "post_move": {"move_posts", "move_to_project"},
    "taking_part": {"change_participant"},
    "mail_log": {"requeue", "set_verdict"},
    "register": {"add", "remove", "resume"},  # of webhooks
}  # fmt: skip
DECLARED = "doing.note writes it, beside each call"
TAKEN_IN = "who is written to takes part; the time line says so"
RECORD = ("audit.record", "_record", "record_act")
ELSEWHERE = {  # functions that leave it to their only callers, or have nothing to record
    **{
        f"declaring/doing.py:{name}": "whoever applies declared files notes each change"
        for name in ("make", "_make_of_person", "_add_project", "_set_alias")
    },
    "discussions/rearrange.py:_move": "its callers do, each in its own words",
    "discussions/rearrange.py:_to_project": "its caller does",
    "discussions/put_back.py:_take_back": "its caller does",
    "discussions/put_back.py:_return_posts": "its caller does",
    "filing/merge_conversations.py:bring_together": "a letter did it; the time line says which",
    "people/whereabouts.py:change_own": "of oneself, and it gives nothing",
    "people/mornings.py:set_mornings": "of oneself, or its caller does",
    "people/whereabouts.py:note_letter_of": "guessed from a letter, and it gives nothing",
    "people/whereabouts.py:note_away": "guessed from a letter, and it gives nothing",
    "declaring/doing.py:_add_project": DECLARED,
    "declaring/doing.py:_make_of_person": DECLARED,
    "declaring/doing.py:_set_alias": DECLARED,
    "declaring/doing.py:make": DECLARED,
    "people/leaving.py:take_out_of_project": "its callers do",
    "discussions/confirm_audience.py:_bring_in": TAKEN_IN,
    "discussions/confirm_audience.py:_person": TAKEN_IN,
    "discussions/write.py:start_discussion": TAKEN_IN,
    "discussions/write.py:_add_contact": TAKEN_IN,
    "filing/filing_context.py:add_contact": TAKEN_IN,
    "filing/participants.py:add_author_and_addressees": TAKEN_IN,
}


def _is_act(node: ast.AST, imported: Mapping[str, str]) -> bool:
    if not isinstance(node, ast.Call) or any(word.arg == "muted" for word in node.keywords):
        return False  # who mutes does so for themselves
    room, _, name = imported.get(ast.unparse(node.func), ast.unparse(node.func)).rpartition(".")
    return name in ACTS.get(room, ())


def _imported(module: ast.Module) -> dict[str, str]:
    """Functions that are imported by name: `merge` -> `discussion_merge.merge`."""
    return {
        alias.name: f"{node.module.rpartition('.')[2]}.{alias.name}"
        for node in module.body
        if isinstance(node, ast.ImportFrom) and node.module is not None
        for alias in node.names
    }


def _records(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in RECORD


def _silent() -> Iterator[str]:
    """Functions that act and record nothing."""
    room = PACKAGE / "services"
    for file in sources("services", least=100):
        module = ast.parse(file.read_text("utf-8"))
        imported = _imported(module)
        for node in module.body:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            acts = any(_is_act(one, imported) for one in ast.walk(node))
            if acts and not any(map(_records, ast.walk(node))):
                yield f"{file.relative_to(room).as_posix()}:{node.name}"


def test_what_is_done_is_written_down() -> None:
    """In the same function, and so in the same transaction."""
    assert sorted(set(_silent()) - ELSEWHERE.keys()) == []


def test_every_exception_is_still_one() -> None:
    """A function that records by now, or is gone, has no row any more."""
    assert sorted(ELSEWHERE.keys() - set(_silent())) == []


def test_nothing_in_the_code_changes_the_log() -> None:
    """Entries are added and read; the erasing of a person alone touches their words."""
    changing = [
        file.name
        for file in sources("store", least=50)
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("update", "delete")
        and ast.unparse(node.args[0]) == "audit_log"
    ]
    assert changing == []


def _calls(file: Path) -> Iterator[tuple[ast.Call, Any]]:
    """Calls of functions that the module imports, each with the function."""
    module = import_module(
        "mailbridge." + ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
    )
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        path = ast.unparse(node.func).split(".")
        found: Any = module
        for part in path:
            found = getattr(found, part, None)
        if inspect.isfunction(found) and found.__module__.startswith("mailbridge.services"):
            yield node, found


def test_the_web_says_who_acts() -> None:
    """A service that takes an actor gets one: in the web nobody is the operator."""
    nameless = []
    for file in sources("doors/web", least=30):
        for node, function in _calls(file):
            names = list(inspect.signature(function).parameters)
            given = set(names[: len(node.args)]) | {one.arg for one in node.keywords}
            if "actor" in names and "actor" not in given:
                nameless.append(f"{file.name}:{node.lineno} {function.__name__}")
    assert nameless == []
