"""All kinds of letters: registered, with templates of their own, whole in each language."""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest

from mailbridge.adapters.catalogues import catalogues
from mailbridge.adapters.rendering import Rendering
from mailbridge.domain.letter import Letter
from mailbridge.steps.telling.letters.every_kind import KINDS
from tests.files import ROOT
from tests.letters import WORDS, every_case, every_letter, golden, rendered_text
from tests.occasions import HEAD
from tests.pseudo import LANGUAGE, latin, texts
from tests.pseudo import WORDS as PSEUDO

NAMES_OF_OURS = ("mailbridge", "admin", "alias", "test", "arm", "show", "how", "google", "yandex")
PSEUDO_RENDERING = Rendering("5b1e", words=PSEUDO)


class Shown(HTMLParser):
    """What a reader sees of an HTML part."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self._hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("style", "head", "title")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "head", "title")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text.append(data)


def test_each_kind_is_in_the_table_with_its_templates() -> None:
    """And no folder of templates belongs to none."""
    modules = {
        path.stem
        for path in (ROOT / "mailbridge/steps/telling/letters").rglob("*.py")
        if path.stem not in ("__init__", "every_kind", "conversation", "morning_head")
    }
    assert modules == {kind.name for kind in KINDS}
    folders = {path.name for path in (ROOT / "templates/mail").iterdir() if path.is_dir()}
    assert folders == {name for kind in KINDS for name in kind.templates}


def test_each_kind_has_a_sample() -> None:
    """So that the tests below see it."""
    shown = {letter.name for letter, _ in every_letter(("en",))}
    assert shown == {name for kind in KINDS for name in kind.templates}


def test_no_english_is_left_in_a_letter() -> None:
    """In the language of no country every Latin word is data: a name, an address, a command."""
    left: dict[str, set[str]] = {}
    head = replace(HEAD, words=PSEUDO)
    for letter, case, facts in every_case((LANGUAGE,), head):
        data = [*texts(facts), *texts(WORDS), *texts(head), *NAMES_OF_OURS, *_fields(letter)]
        found = _words(letter, data)
        if found:
            left[case] = found
    assert {} == left


def _fields(letter: Letter) -> list[str]:
    """Addresses and links that the letter was given."""
    shown = [letter.link or "", letter.unsubscribe or "", letter.from_.address, letter.subject[:12]]
    return [*shown, *(letter.footer.topic if letter.footer is not None else "",)]


def _words(letter: Letter, data: list[str]) -> set[str]:
    message = message_from_bytes(
        PSEUDO_RENDERING.render(letter, WORDS).content, policy=policy.default
    )
    assert isinstance(message, EmailMessage)
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    subject = str(message["Subject"]).removeprefix("Re:").removeprefix("[mailbridge]")
    shown = [plain.get_content(), *Shown(html.get_content()).text, subject]
    return latin("\n".join(shown), [*data, "https", "http", "mailto", "txt"])


def test_an_example_of_an_answer_has_numbers_that_are_asked() -> None:
    """“2. yes” below Q3 alone would be filed as an answer to another question."""
    wrong: list[str] = []
    for told in rendered_text("en").values():
        for case in told.split("=== ")[1:]:
            examples = re.findall(r"“(\d+\.\s[^”]*)”", case)
            numbers = {number for one in examples for number in re.findall(r"(\d+)\.\s", one)}
            asked = set(re.findall(r"(?:Q|^ *)(\d+)\b", case, re.MULTILINE))
            wrong += [f"{case.split()[0]}: {number}" for number in sorted(numbers - asked)]
    assert [] == wrong


@pytest.mark.parametrize("language", catalogues().languages)
def test_letters_read_as_they_did(language: str) -> None:
    """Word for word; `make letters` writes the files anew when a change is meant."""
    for name, text in rendered_text(language).items():
        assert golden(language, name).read_text() == text
