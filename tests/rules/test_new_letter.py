"""The recipe for a new letter, as CONTRIBUTING has it: a module, two templates, and its words."""

import importlib.util
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from types import ModuleType

from mailbridge.adapters.catalogues import parse
from mailbridge.adapters.rendering import Rendering
from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.words.catalogue import ENGLISH, Catalogues
from tests.files import ROOT
from tests.occasions import ANNA, HEAD, NOW
from tests.rules.sentences import in_code, in_template

NAME = "birthday"


def _code_of_the_recipe(language: str) -> dict[str, str]:
    """The files that CONTRIBUTING shows, by their names."""
    text = (ROOT / "CONTRIBUTING.md").read_text()
    recipe = text.partition("### A letter\n")[2].partition("\n### ")[0]
    blocks = recipe.split(f"```{language}\n")[1:]
    shown = [block.partition("\n```")[0] for block in blocks]
    return {one.partition("\n")[0].strip("#{}<!-> "): one.partition("\n")[2] for one in shown}


def _module(folder: Path, code: str) -> ModuleType:
    (folder / f"{NAME}.py").write_text(code)
    spec = importlib.util.spec_from_file_location(NAME, folder / f"{NAME}.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_a_letter_is_a_module_two_templates_and_its_words(tmp_path: Path) -> None:
    """Written as the recipe shows it, it is composed, translated and rendered."""
    [(_, code)] = _code_of_the_recipe("python").items()
    templates = _code_of_the_recipe("jinja")
    assert {"body.txt", "body.html"} == {Path(name).name for name in templates}
    folder = tmp_path / "mail" / NAME
    folder.mkdir(parents=True)
    for name, text in templates.items():
        (folder / Path(name).name).write_text(text)
    [(_, entries)] = _code_of_the_recipe("po").items()
    header = "\n".join(['msgid ""', 'msgstr "Content-Type: text/plain; charset=utf-8\\n"', "", ""])
    (tmp_path / "ru.po").write_text(header + entries)

    said = {one for one, *_ in in_code(code)}
    said |= {one for name in templates for one, *_ in in_template(folder / Path(name).name)}
    russian = parse(tmp_path / "ru.po", "ru")
    assert said == set(russian.sentences)

    kind = _module(tmp_path, code).BIRTHDAY
    assert isinstance(kind, LetterKind)
    words = Catalogues(("en", "ru"), lambda language: russian if language == "ru" else ENGLISH)
    facts = _module(tmp_path, code).Birthday(replace(ANNA, language="ru"), 2026)
    readers = kind.readers(facts)
    [letter] = kind.compose(facts, readers, replace(HEAD, words=words), NOW)
    assert f"birthday:2026:{ANNA.id}" == kind.once(facts, readers[0], letter)
    content = Rendering("5b1e", (tmp_path,), words).render(letter, {}).content
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    for part in (message.get_body(("plain",)), message.get_body(("html",))):
        assert part is not None
        assert "С днём рождения, Anna Petrova!" in part.get_content()
