"""An author's HTML stands for their words only where it says nothing else."""

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from mailbridge.steps.reading.html.nesting import tree_of
from mailbridge.steps.telling.letter_parts.authored_html import authored_html
from mailbridge.steps.telling.letter_parts.own_html import names_no_more, says_no_more
from mailbridge.steps.text.word_runs import words

TAGS = ("<p>", "</p>", "<div>", "</div>", "<br>", "<b>", "</b>", "<span>", "</span>", "<a>", "<ol>")
TEXT = (
    "wo",
    "rd",
    "Ja,",
    "&amp;",
    "&lt;",
    "&nbsp;",
    "ж",
    "“q”",
    "http:x",
    "[image ]",
    "a@b.test",
    " ",
)


@settings(max_examples=400)
@given(
    st.lists(st.sampled_from((*TAGS, *TEXT, "\n")), min_size=1, max_size=12),
    st.sampled_from(["", " "]),
)
def test_what_is_not_parsed_anew_is_judged_as_if_it_were(pieces: list[str], between: str) -> None:
    """Where tags part words, and where they do not."""
    root = tree_of("".join(pieces))
    if root is None:
        return
    body = root.find("body")
    children = root if body is None else body
    html = "".join(
        str(etree.tostring(child, encoding="unicode", method="html")) for child in children
    )
    text = between.join(piece for piece in pieces if not piece.startswith("<"))
    assert says_no_more(html, text) == names_no_more(html, words(text))


def test_paragraphs_and_emphasis_say_no_more() -> None:
    """A tag within a word does not part it, a paragraph does."""
    html = "<p>Yes, <b>Fri</b>day\nat 10 &amp; not 11.</p><div>Anna</div>"
    assert names_no_more(html, words("Yes, Friday at 10 & not 11.\n\nAnna"))
    assert not names_no_more(html, words("Yes, Fri day at 10 & not 11.\n\nAnna"))
    assert not names_no_more("<p>Yes</p><p>No</p>", words("Yes"))
    assert not names_no_more("<p>Yes</p><p>No</p>", words("YesNo"))


QUOTE = "<div>On Monday Anna wrote:<blockquote><b>Which</b> colour?</blockquote></div>"


def test_paragraphs_above_a_formatted_quote_need_no_html() -> None:
    """What the author wrote says as much as text; the quote is not told."""
    assert authored_html(f"<p>Green, please.</p><p>Maria</p>{QUOTE}", "Green, please.", {}) is None
    folded = f'<p>Green.</p><details class="quoted"><summary>…</summary>{QUOTE}</details>'
    assert authored_html(folded, "Green.", {}) is None


def test_what_is_formatted_above_a_quote_stays_so() -> None:
    """Also a link, a colour beside emphasis, a picture, and what stands below the quote."""
    bold = authored_html(f"<p><b>Green</b>, please.</p>{QUOTE}", "Green, please.", {})
    assert bold == "<p><b>Green</b>, please.</p>"
    link = '<p>See <a href="https://bloom.example">https://bloom.example</a></p>'
    assert authored_html(f"{link}{QUOTE}", "See https://bloom.example", {}) == link
    red = authored_html(f'<p><span style="color:#cc0000">Stop</span></p>{QUOTE}', "Stop", {})
    assert red == '<p><span style="color:#cc0000">Stop</span></p>'
    pictured = f'<p>Like this: <img data-cid="a@b"></p>{QUOTE}'
    assert 'src="cid:x"' in (authored_html(pictured, "Like this:", {"a@b": "x"}) or "")
    below = authored_html(f"{QUOTE}<p>Green.</p>", "Green.", {})
    assert below == "<p>Green.</p>"
