"""What is taken out of HTML before a parser sees it."""

from collections.abc import Callable

import pytest

from mailbridge.steps.reading.html.nesting import MOST_ATTRIBUTES, tree_of, without_many_attributes
from mailbridge.steps.reading.html.sanitise import safe_html
from mailbridge.steps.reading.html.text_lines import to_lines, to_text
from tests.growth import growth


def many(piece: str, count: int) -> str:
    """The piece so often, each time with another number for {}."""
    return "".join(piece.format(number) for number in range(count))


def test_a_tag_may_have_as_many_attributes_as_any_program_writes() -> None:
    """One more, and it has none; its words stay, and so do the attributes of others."""
    most = f"<p {many('a{}=1 ', MOST_ATTRIBUTES)}>hello</p>"
    assert most == without_many_attributes(most)
    more = f"<p {many('a{}=1 ', MOST_ATTRIBUTES + 1)}>hello <a href='https://x.test/'>you</a></p>"
    assert "<p>hello <a href='https://x.test/'>you</a></p>" == without_many_attributes(more)


def test_words_are_no_attributes() -> None:
    """However many of them there are, and whatever stands between."""
    text = f"<p>{many('a{}=1 ', 500)} 1 < 2 {many('b{} ', 500)}</p>"
    assert text == without_many_attributes(text)


WAYS: dict[str, Callable[[int], str]] = {
    "plain": lambda n: "<p " + many("a{}=1 ", n // 10),
    "bare": lambda n: "<p " + many("a{} ", n // 8),
    "slashes": lambda n: "<p/" + many("a{}/", n // 8),
    "namespaces": lambda n: "<html " + many('xmlns:a{}="urn:a" ', n // 21),
    "without spaces": lambda n: "<p " + many("a{}='1'", n // 10),
    "with brackets": lambda n: "<p " + many("a{}=1 < ", n // 12),
    "with brackets in quotes": lambda n: "<p " + many("a{}='>' ", n // 12),
    "with stray quotes": lambda n: "<p " + many('" a{}=1 ', n // 12),
    "over many lines": lambda n: "<p " + many("a{}\n=\n1\n", n // 12),
    "in many tags": lambda n: many(f"<p {many('a{}=1 ', 99)} x{{}}>", n // 800),
    "open quotes": lambda n: many("<a b{}='\" ", n // 12),
}
ENDS = {"closed": ">hello", "open": ""}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("act", [tree_of, safe_html, to_text])
def test_four_times_as_many_attributes_cost_four_times_as_much(
    act: Callable[[str], object], way: str, end: str
) -> None:
    """Quadratic work would cost sixteen times as much."""
    assert growth(act, WAYS[way](40_000) + end, WAYS[way](160_000) + end) < 10


def test_one_tree_serves_who_looks_and_then_who_changes() -> None:
    """Text, safe HTML and text again are what each gives alone."""
    html = "<p>Yes.</p><blockquote><p>Shall we?</p></blockquote><p><img src='http://a.test/b'></p>"
    alone = safe_html(html + " ").strip()
    before = to_text(html)
    assert alone == safe_html(html)
    assert alone == safe_html(html)
    to_lines.cache_clear()
    assert before == to_text(html)


def test_a_tag_with_as_many_attributes_as_it_may_have_keeps_its_name_and_them() -> None:
    """No letter of its name is taken for one more."""
    many = "<table " + " ".join(f"a{number}" for number in range(MOST_ATTRIBUTES)) + ">"
    assert many == without_many_attributes(many)
