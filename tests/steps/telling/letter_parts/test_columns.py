"""Plain text in columns, and as HTML."""

from collections.abc import Callable

import pytest

from mailbridge.steps.telling.letter_parts.columns import (
    WIDTH,
    beginning,
    beside,
    clipped,
    quoted,
    wrapped,
)
from mailbridge.steps.telling.letter_parts.paragraphs import paragraphs
from tests.growth import growth


def test_short_lines_stay_and_long_ones_fold() -> None:
    """At spaces; what hangs under a bullet stays there."""
    text = "Hi,\n\n- " + "word " * 20 + "\n2. " + "word " * 20
    found = wrapped(text).split("\n")
    assert ["Hi,", ""] == found[:2]
    assert ["- ", "  w", "2. ", "   "] == [found[2][:2], found[3][:3], found[4][:3], found[5][:3]]
    assert max(map(len, found)) <= WIDTH
    assert text.split() == wrapped(text).split()


def test_an_address_is_never_cut() -> None:
    """However long it is."""
    url = "https://bloom.test/" + "x" * 100
    assert url in wrapped(f"Look at {url} please, it is the page of which we spoke").split()


def test_a_quoted_line_folds_into_quoted_lines() -> None:
    """The mark is repeated."""
    assert all(line.startswith("> ") for line in wrapped("> " + "word " * 40).split("\n"))


def test_a_quotation_is_cut_after_its_lines() -> None:
    """And says so."""
    assert "> a\n> [\u2026]" == quoted("a\nb\nc", lines=2)


def test_a_beginning_ends_between_the_authors_lines() -> None:
    """One that folds into three counts as three; nothing is folded yet."""
    text = "short\n" + "word " * 30 + "\nlast"
    assert text == beginning(text, 5)
    assert "short\n" + "word " * 30 + "\n[…]" == beginning(text, 4)
    assert "short\n[…]" == beginning(text, 3)


def test_a_date_stands_beside_its_question_where_there_is_room() -> None:
    """Else below it."""
    assert ["  Q2. Short?   by Fri"] == beside("  Q2. Short?", "by Fri", "      ")
    assert "      by Fri" == beside("  Q2. " + "word " * 13, "by Fri", "      ")[-1]


def test_clipping_cuts_at_a_space() -> None:
    """With an ellipsis."""
    assert "one two […]" == clipped("one two three", 9)
    assert "one two" == clipped(" one two ", 9)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\nb\n\nc", "<p>a<br>b</p><p>c</p>"),
        ("> old\nnew", '<blockquote class="quote">old</blockquote><p>new</p>'),
        ("<b>&", "<p>&lt;b&gt;&amp;</p>"),
        (
            "see https://x.test/a?b=1&c=2.",
            '<p>see <a href="https://x.test/a?b=1&amp;c=2">https://x.test/a?b=1&amp;c=2</a>.</p>',
        ),
        ("(http://x.test/a)", '<p>(<a href="http://x.test/a">http://x.test/a</a>)</p>'),
        (
            'http://x.test/"onclick="y',
            '<p><a href="http://x.test/">http://x.test/</a>"onclick="y</p>',
        ),
        ("http:// https:/x xhttp://y", "<p>http:// https:/x xhttp://y</p>"),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
        ("", ""),
    ],
)
def test_text_becomes_paragraphs_and_links(text: str, html: str) -> None:
    """Everything else is escaped."""
    assert html == paragraphs(text)


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "http" * n,
        lambda n: "> " * n,
        lambda n: "\n" * n,
        lambda n: "http://" * n,
        lambda n: ")" * n + "(",
        lambda n: "(http://a" + ")" * n,
    ],
)
@pytest.mark.parametrize("write", [paragraphs, wrapped])
def test_hostile_text_takes_linear_time(
    write: Callable[[str], str], make: Callable[[int], str]
) -> None:
    """Four times as much text takes less than eight times as long."""
    assert growth(write, make(25_000), make(100_000)) < 8
