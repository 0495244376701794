"""Yes and no as links of a letter: what such a link writes closes the question, and its labels are
nobody's words when the letter is quoted.
"""

import re
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from mailbridge.services.discussions import read
from tests.container import open_container, rendering
from tests.services.filing.mail_programs import IN_HTML, IN_TEXT
from tests.services.filing.test_answers import ANNA, MARIA, bring, parts
from tests.services.post_office import PostOffice

SAID = "We come back to that, the printer has to be asked first."
WORDS = {  # the labels, and what a link for yes writes
    "en": (("Quick reply", "Or answer in the browser"), "1. yes"),
    "ru": (("Быстрый ответ", "Или ответьте в браузере"), "1. да"),
    "de": (("Schnelle Antwort", "Oder antworten Sie im Browser"), "1. ja"),
}
LANGUAGES = pytest.mark.parametrize("language", list(WORDS))


@pytest.fixture
async def office(sqlite_url: str, tmp_path: Path, language: str) -> AsyncIterator[PostOffice]:
    """Maria, who reads that language, is asked something that wants yes or no."""
    container = await open_container(sqlite_url, tmp_path, renderer=rendering())
    made = await PostOffice(container).open()
    await made.person("anna@agency.example", "member", "Anna Petrova")
    await made.person("maria@bloom.example", "client", "Maria Lopez", language=language)
    await made.bring(MARIA, "Shop", "Here is the plan of the shop.")
    await bring(made, ANNA, "Hosting is 20 euros a month. May we begin on Monday?")
    yield made
    await container.close()


@LANGUAGES
async def test_a_link_writes_an_answer_that_closes_the_question(
    office: PostOffice, language: str
) -> None:
    """To the reader's own reply address; its words are the evidence."""
    _, yes = WORDS[language]
    text, page = await parts(office, "maria@bloom.example")
    links = [urlsplit(unescape(one)) for one in re.findall(r'href="(mailto:r\.[^"]+)"', page)]
    assert 2 == len(links)
    to, asked = unquote(links[0].path), parse_qs(links[0].query)
    assert ([yes], ["Re: Shop"]) == (asked["body"], asked["subject"])
    assert f"mailto:{to}?" in text
    mail = await office.bring(MARIA, asked["subject"][0], asked["body"][0], to, To=to)
    shown = await read.show_discussion(office.container, mail.discussion_id or 0)
    [question] = shown.questions
    assert ("answered", True) == (question.state, yes.partition(" ")[2] in question.evidence)
    assert yes == shown.posts[-1].reply


@LANGUAGES
async def test_labels_of_a_quoted_letter_are_nobodys_words(
    office: PostOffice, language: str
) -> None:
    """However a program quotes it; the question stays open."""
    labels, _ = WORDS[language]
    text, page = await parts(office, "maria@bloom.example")
    assert all(label in text and label in page for label in labels)
    for way in IN_TEXT.values():
        assert SAID == await bring(office, MARIA, way(text, SAID))
    for markup in IN_HTML.values():
        assert SAID == await bring(office, MARIA, "", markup(page, SAID))
