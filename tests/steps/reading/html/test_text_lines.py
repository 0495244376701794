"""Plain text from HTML."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.steps.reading.html.client_marks import Role
from mailbridge.steps.reading.html.nesting import LIMIT, flatten
from mailbridge.steps.reading.html.text_lines import to_lines, to_text
from tests.growth import growth


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("  \n ", ""),
        ("just words", "just words"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("<div>One</div><div><br></div><div>Two</div>", "One\n\nTwo"),
        ("One<br>Two<br><br>Three", "One\nTwo\n\nThree"),
        ("a &amp; b &lt;c&gt; &eacute;&nbsp;&#8212; &#x1F600;", "a & b <c> é — 😀"),
        ("much   \n  space\there", "much space here"),
        ("a<b>b</b> <i>c</i>d", "ab cd"),
        ("<h1>Head</h1>body", "Head\n\nbody"),
        ("<pre>a  b\n   c</pre>", "a  b\n   c"),
        ("<div style='white-space: pre-wrap'>a\nb</div>", "a\nb"),
        ("<ul><li>one</li><li>two</li></ul>", "  - one\n  - two"),
        ("<ol><li>one</li><li>two</li></ol>", "  1. one\n  2. two"),
        (
            "<ol start=7><li>seven</li><li value=9>nine</li><li>ten</li></ol>",
            "  7. seven\n  9. nine\n  10. ten",
        ),
        ("<ol start='-x'><li>one</li></ol>", "  1. one"),
        ("<ol type=a start=2><li>one</li><li>two</li></ol>", "  b. one\n  c. two"),
        ("<ol type=I start=8><li>one</li><li>two</li></ol>", "  VIII. one\n  IX. two"),
        ("<ol type=A start=27><li>one</li></ol>", "  27. one"),
        ("<p>Form</p><textarea>typed</textarea>", "Form\n\ntyped"),
        (
            "<html><body>One</body></html>\n<html><head><title>t</title></head><body>Two</body>",
            "One Two",
        ),
        ("<HTML><BODY><p>One</p></BODY></HTML><p>Two</p>three", "One\n\nTwo\n\nthree"),
        (
            "<ol><li><p>one</p></li><li>two<ul><li>deep</li></ul></li></ol>",
            "  1. one\n  2. two\n    - deep",
        ),
        (
            "<table><tr><th>Name</th><th>Price</th></tr><tr><td>Tea</td><td>3</td></tr></table>",
            "Name | Price\nTea | 3",
        ),
        ("<table><tr><td><p>Tea</p></td><td><p>3</p></td></tr></table>", "Tea | 3"),
        ("<table><tr><td>one<br>two</td><td>three</td></tr></table>", "one\ntwo\nthree"),
        ("<a href='https://example.org/x'>the page</a>.", "the page (https://example.org/x)."),
        ("<a href='https://www.example.org/'>example.org</a>", "example.org"),
        ("<a href='mailto:ann@example.org?subject=x'>Ann</a>", "Ann <ann@example.org>"),
        ("<a href='mailto:ann@example.org'>ann@example.org</a>", "ann@example.org"),
        ("<a href='javascript:x'>click</a>", "click"),
        (f"<a href='https://example.org/{'x' * 300}'>here</a>", "here (https://example.org/…)"),
        ("<a name=here>anchor</a>", "anchor"),
        ("<img src=x alt='Sales by month'>", "[Sales by month]"),
        ("<img src=x alt='image001.png'><img src=x alt=logo><img src=x>text", "text"),
        ("hi <img alt='🎉' src=x>", "hi 🎉"),
        ("<blockquote>one<blockquote>two</blockquote></blockquote>", "> one\n>\n>> two"),
        (
            "<blockquote style='margin:0 0 0 40px;border:none'>moved right</blockquote>",
            "moved right",
        ),
        ("<style>p{}</style><script>x()</script><title>t</title><p>seen</p>", "seen"),
        ("<!-- no --><!--[if mso]><p>no</p><![endif]--><p>seen</p>", "seen"),
        ("<![if !mso]><p>seen</p><![endif]>", "seen"),
        ("<div style='display: none'>preheader</div><p>seen</p>", "seen"),
        ("<span style='font-size:0px'>preheader</span><p style='font-size:0.9em'>seen</p>", "seen"),
        ("<div hidden>no</div>seen", "seen"),
        (
            (
                "<p class=MsoNormal>one<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p "
                "class=MsoNormal>two</p>"
            ),
            "one\n\ntwo",
        ),
        ("<p>one</p><p>&nbsp;</p><p>&nbsp;</p><p>two</p>", "one\n\ntwo"),
        ("<p style='margin:0'>one</p><p style='margin:0'>two</p>", "one\ntwo"),
        ("<p>unclosed <b>bold<p>next", "unclosed bold\n\nnext"),
        ("a\0b", "ab"),
        ("<?xml version='1.0' encoding='koi8-r'?><p>текст</p>", "текст"),
    ],
)
def test_text_of_html(html: str, text: str) -> None:
    """What a reader sees, as plain text."""
    assert text == to_text(html)


@given(st.text(alphabet=st.sampled_from("<>/divpbra ='\"&;\n!-xя"), max_size=200))
def test_anything_becomes_text(html: str) -> None:
    """No HTML, however broken, raises, and the lines are the text."""
    assert "\n".join(line.text for line in to_lines(html)) == to_text(html)


def test_lines_know_depth_mark_and_colour() -> None:
    """Each line carries what its elements say of it."""
    html = (
        "<div class=gmail_attr>On Monday</div><blockquote>Why?</blockquote><div style='color: "
        "Red'>So.</div><div id=Signature>Bob</div>"
    )
    seen = [
        (line.text, line.depth, line.mark.role if line.mark else None, line.colour)
        for line in to_lines(html)
        if line.text.strip(">")
    ]
    assert seen == [
        ("On Monday", 0, Role.ATTRIBUTION, ""),
        ("> Why?", 1, None, ""),
        ("So.", 0, None, "red"),
        ("Bob", 0, Role.SIGNATURE, ""),
    ]


@pytest.mark.parametrize(
    ("html", "role"),
    [
        ("<div class='x_gmail_signature'>a</div>", Role.SIGNATURE),
        ("<div id='x_divRplyFwdMsg'>a</div>", Role.REST),
        ("<div id='m_-12345divRplyFwdMsg'>a</div>", Role.REST),
        ("<div class='yahoo_quoted'>a</div>", Role.QUOTE),
        ("<div data-marker='__QUOTED_TEXT__'>a</div>", Role.QUOTE),
        ("<div data-signature-widget='container'>a</div>", Role.SIGNATURE),
        ("<div style='border:none; border-top:solid #B5C4DF 1.0pt'>a</div>", Role.BORDER),
        ("<div class='protonmail_quote'>a</div>", Role.QUOTE),
        ("<div class='moz-cite-prefix'>a</div>", Role.ATTRIBUTION),
    ],
)
def test_marks_of_mail_programs(html: str, role: Role) -> None:
    """Classes, ids, data attributes and borders are understood, rewritten ones too."""
    assert [role] == [line.mark.role for line in to_lines(html) if line.mark]


def test_deep_nesting_is_flattened_and_nothing_is_lost() -> None:
    """Text under 50,000 open elements is still there, and so is what follows them."""
    deep = "<div>" * 50_000 + "deep" + "</div>" * 50_000 + "<p>after</p>"
    assert to_text(deep) == "deep\n\nafter"


def test_flattening_leaves_ordinary_html_alone() -> None:
    """Only elements beyond the limit go."""
    html = "<div>" * LIMIT + "x" + "</div>" * LIMIT
    assert (html, html) == (flatten(html), flatten(f"<div>{html}</div>").replace("<div></div>", ""))


HOSTILE: tuple[tuple[str, Callable[[int], str]], ...] = (
    ("nested", lambda n: "<div>" * n + "x"),
    ("formatting", lambda n: "<b><i>" * n + "x"),
    ("quotes", lambda n: "<blockquote>" * n + "x"),
    ("lists", lambda n: "<ol><li>" * n + "x"),
    ("tables", lambda n: "<table><tr><td>" * n + "x"),
    ("cells", lambda n: "<table><tr>" + "<td>a" * n),
    ("breaks", lambda n: "<br>" * n),
    ("frames", lambda n: "<div class=gmail_quote>" * n + "<blockquote>x"),
    ("links", lambda n: "<a href=http://x.y>z" * n),
    ("brackets", lambda n: "<" * n),
    ("comments", lambda n: "<!--" * n),
    ("fonts over paragraphs", lambda n: "<font color=red>" * n + "<p>x" * n),
    ("one long line", lambda n: "word " * n),
)


@pytest.mark.parametrize(("name", "make"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_four_times_the_html_takes_about_four_times_the_time(
    name: str, make: Callable[[int], str]
) -> None:
    """Time grows with the length of hostile HTML, not with its square."""
    assert growth(to_lines.__wrapped__, make(2_500), make(10_000)) < 8, name
