"""Letters that are rendered once for several readers are what each reader would get alone."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from mailbridge.adapters.rendering import NAMING_THE_READER, Rendering, Stencil
from mailbridge.adapters.template_folders import folders
from mailbridge.domain.letter import File, Letter, PostWords
from mailbridge.domain.occasion import Reader
from mailbridge.steps.telling.letters import post
from tests.files import ROOT, files
from tests.letters import RENDERING, WORDS, every_letter, usual
from tests.occasions import BOSS, HEAD, IGOR, NOW, TOM

LANGUAGES = ("en", "ru", "de")
LINKED = replace(
    WORDS[10],
    text="See https://bloom.test/?a=1&b='2' and \"more\" <b>",
    files=(File("menu.pdf", "application/pdf", 4, b"menu"),),
)
HTML = replace(WORDS[10], text="Hi Maria", safe_html="<p>Hi <a href='https://b.test'>Maria</a></p>")
HOSTILE = "\"'<b>&amp;&#34;\xa0\x01\u202e{{ letter }} jinja0jinja <!--jinja1-->"
LONG = replace(WORDS[10], text="Words for all & nobody.\n\n" * 1500)


@pytest.fixture
def alone(tmp_path: Path) -> Rendering:
    """Takes our templates for an admin's: those see the whole letter, and share nothing."""
    shutil.copytree(folders("mail")[0], tmp_path / "mail")
    return Rendering("5b1e", (tmp_path,))


@pytest.mark.parametrize(
    "words", [WORDS[10], LINKED, HTML, LONG], ids=["text", "linked", "html", "long"]
)
def test_each_letter_is_what_its_reader_would_get_alone(alone: Rendering, words: PostWords) -> None:
    """Byte for byte: in each language, of each kind, in all cases; with the styles that css-inline
    would write into the page.
    """
    known = WORDS | {10: words}
    for letter, case in every_letter(LANGUAGES):
        assert alone.render(letter, known) == RENDERING.render(letter, known), case


def test_hostile_words_are_escaped_as_the_inliner_does(alone: Rendering) -> None:
    """In text and in attributes, whoever wrote them."""
    known = WORDS | {10: replace(WORDS[10], text=HOSTILE + "\0\r", author=HOSTILE)}
    for letter, case in every_letter(("en",)):
        given = replace(letter, author=HOSTILE, preheader=HOSTILE, subject=HOSTILE)
        given = replace(given, link=f"https://mb.test/{HOSTILE}", notices=(HOSTILE, HOSTILE))
        assert alone.render(given, known) == RENDERING.render(given, known), case


def test_readers_share_what_they_read_alike(alone: Rendering) -> None:
    """Five readers of an answer, of whom two read Russian: a rendering for each side and language,
    and each letter is what it would be alone.
    """
    made: list[Stencil] = []
    for letter in answers():
        fitting = [one for one in made if one.fits(letter)] or [RENDERING.stencil(letter, WORDS)]
        made += [one for one in fitting if one not in made]
        assert alone.render(letter, WORDS) == fitting[0].fill(letter)
    assert 3 == len(made)


def answers() -> list[Letter]:
    """To two clients, and to members who all read them for the same reason."""
    tim = replace(TOM, id=9, name="Tim", addresses=("tim@bloom.test",))
    vera = replace(IGOR, id=8, name="Вера", addresses=("vera@agency.test",))
    readers = [Reader(one, "client", "participant") for one in (TOM, tim)]
    readers += [Reader(one, "team", "member") for one in (BOSS, IGOR, vera)]
    return post.compose(post.Posted(usual()), readers, HEAD, NOW)


def test_only_letters_to_one_reader_name_them() -> None:
    """The templates of other letters say nothing of whom they go to, for they are rendered once."""
    ours = files(ROOT / "templates" / "mail", "*.*", 39)
    naming = {
        file.parent.name
        for file in ours
        if any(f"letter.{name}" in file.read_text() for name in ("reader", "to", "reply_to"))
    }
    assert naming <= set(NAMING_THE_READER)
