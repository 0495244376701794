"""Finds each sentence for readers in the code and in the templates, and compares the catalogues.

`make words` runs it: it writes what is new into templates/locale/*/LC_MESSAGES/mailbridge.po (with
an empty translation), drops what nobody says any more, and prints what is missing.
"""

import ast
import io
import string
import sys
import tokenize
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract
from typer import Context
from typer.main import get_command

from mailbridge.doors.cli import COMMANDS, WHERE, app, loaded
from mailbridge.doors.cli.frame.spoken import help_sentence

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "templates" / "locale"
TAG = "Translators:"
TRAIL = ("told",)  # functions whose first argument is a sentence of the trail
ONE = ("say", "sentence", *TRAIL)  # functions whose first argument is a sentence
NUMBERED = ("say_number",)  # the singular and the plural
IN_CONTEXT = ("in_context",)  # the context and the sentence
TEMPLATE_WORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""
Found = tuple[str | tuple[str, str], str | None, list[str]]  # sentence, context, comments


def extracted() -> Catalog:
    """All sentences, with the files that say them and the comments for translators."""
    catalogue = Catalog(charset="utf-8")
    for path in sorted((ROOT / "mailbridge").rglob("*.py")):
        # What the parser of MIME says of defects is no sentence for a catalogue.
        parser = path.is_relative_to(ROOT / "mailbridge" / "steps" / "reading")
        _add(catalogue, path, in_code(path.read_text(), TRAIL if parser else ONE))
    for where, english in of_commands():
        catalogue.add(english, locations=[(where, 1)])
    for kind in ("web", "mail"):
        for path in sorted((ROOT / "templates" / kind).rglob("*.*")):
            if path.suffix in (".html", ".txt"):
                _add(catalogue, path, in_template(path))
    return catalogue


def _add(catalogue: Catalog, path: Path, found: Iterable[Found]) -> None:
    where = [(path.relative_to(ROOT).as_posix(), 1)]
    for english, context, comments in found:
        catalogue.add(english, locations=where, auto_comments=comments, context=context)


def in_code(source: str, single: Sequence[str] = ONE) -> Iterator[Found]:
    """The sentences of a Python file: literal arguments of the functions named above."""
    if not any(f"{name}(" in source for name in (*single, *NUMBERED, *IN_CONTEXT)):
        return
    comments = _comments(source)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            said = _above(comments, node.lineno)
            yield from ((english, context, said) for english, context in _of_call(node, single))


def _of_call(
    node: ast.Call, single: Sequence[str]
) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else _id(node.func)
    if name in single and node.args:
        yield from ((text, None) for text in _literals(node.args[0]))
    elif name in NUMBERED and len(node.args) > 1:
        one, other = (list(_literals(arg)) for arg in node.args[:2])
        yield from (((single, plural), None) for single, plural in zip(one, other, strict=True))
    elif name in IN_CONTEXT and len(node.args) > 1:
        context, text = (list(_literals(arg)) for arg in node.args[:2])
        yield from ((english, context[0]) for english in text)


def values_given(source: str) -> Iterator[tuple[set[str], set[str], int]]:
    """For each sentence that is said where it is written: the values it names, those it is given,
    and its line. A call that passes a mapping on is left out.
    """
    for node in ast.walk(ast.parse(source)) if "told(" in source or "say" in source else ():
        named = [one.arg for one in node.keywords] if isinstance(node, ast.Call) else []
        if not isinstance(node, ast.Call) or None in named or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else _id(node.func)
        for text in _literals(node.args[0]) if name in ("say", *TRAIL) else ():
            yield _names(text), {one for one in named if one is not None}, node.lineno


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _id(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _literals(node: ast.expr) -> Iterator[str]:
    """The texts an argument may be: a literal, or one of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def _comments(source: str) -> dict[int, str]:
    if TAG not in source:
        return {}
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {one.start[0]: one.string.lstrip("# ") for one in tokens if one.type == tokenize.COMMENT}


def _above(comments: dict[int, str], line: int) -> list[str]:
    """The comment for translators that ends on the line above."""
    lines: list[str] = []
    while line - 1 in comments:
        line -= 1
        lines.insert(0, comments[line])
        if lines[0].startswith(TAG):
            return [" ".join(lines).removeprefix(TAG).strip()]
    return []


def of_commands() -> Iterator[tuple[str, str]]:
    """The help of each command and of each of its parameters, with the file it stands in."""
    root = get_command(app)
    yield from (("mailbridge/doors/cli/__init__.py", text) for text in _help_of(root))
    for name in COMMANDS:
        where = f"mailbridge/doors/cli/{WHERE.get(name, name).replace('.', '/')}.py"
        yield from ((where, text) for text in _help_of(loaded(name)))


def _help_of(command: Any) -> Iterator[str]:
    texts = [command.help, *(getattr(one, "help", None) for one in _parameters(command))]
    yield from (help_sentence(text) for text in texts if text)
    for inner in getattr(command, "commands", {}).values():
        yield from _help_of(inner)


def _parameters(command: Any) -> list[Any]:
    with Context(command, help_option_names=["-h", "--help"]) as ctx:
        return list(command.get_params(ctx))


def in_template(path: Path) -> Iterator[Found]:
    with path.open("rb") as opened:
        found = list(babel_extract(opened, tuple(TEMPLATE_WORDS), (TAG,), {}))
    for _, function, said, comments in found:
        texts = [said] if isinstance(said, str) else [one for one in said if one is not None]
        told = [one.removeprefix(TAG).strip() for one in comments]
        if function == "ngettext":
            yield (texts[0], texts[1]), None, told
        elif function == "pgettext":
            yield texts[1], texts[0], told
        else:
            yield texts[0], None, told


def languages() -> list[str]:
    return sorted(path.parents[1].name for path in LOCALES.glob("*/LC_MESSAGES/mailbridge.po"))


def catalogue_of(language: str) -> Catalog:
    with _file(language).open("rb") as opened:
        return read_po(opened, locale=language)


def is_translated(message: Message) -> bool:
    return all(forms(message)) and not message.fuzzy


def forms(message: Message) -> tuple[str, ...]:
    """What a message is translated to: one text, or one for each plural form."""
    said = message.string
    return (said or "",) if isinstance(said, str | None) else tuple(said)


def update(language: str) -> list[str]:
    """Write the catalogue anew. Returns the sentences it does not translate."""
    catalogue = catalogue_of(language)
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    write(catalogue)
    return [str(one.id) for one in catalogue if one.id and not is_translated(one)]


def write(catalogue: Catalog) -> None:
    """The catalogue in the order of its sentences, with a header that changes with nothing."""
    body = io.BytesIO()
    write_po(body, catalogue, width=100, sort_output=True, omit_header=True, include_lineno=False)
    header = HEADER.format(language=catalogue.locale_identifier, plural=catalogue.plural_forms)
    _file(str(catalogue.locale_identifier)).write_text(header + body.getvalue().decode())


def _file(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "mailbridge.po"


def main() -> int:
    missing = {language: update(language) for language in languages()}
    for language, sentences in missing.items():
        print(f"{language}: {len(sentences)} missing")
        for one in sentences:
            print(f"  {one}")
    return 1 if any(missing.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
