"""HTML that can be shown."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mailbridge.steps.reading.html.safe_style import safe_style
from mailbridge.steps.reading.html.sanitise import MAX_DATA_PICTURE, safe_html, show_remote
from tests.growth import growth

TRICKS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.example/a.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onerror='alert(1)'//>",
    "<img/src=x/onerror=alert(1)>",
    '<img src="javascript:alert(1)">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    (
        "<math><mtext><table><mglyph><style><img src=x "
        "onerror=alert(1)></style></mglyph></table></mtext></math>"
    ),
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<template><script>alert(1)</script></template>",
    "<style>@import url(//x.example/a.css); body{display:none}</style>",
    "<link rel=stylesheet href=//x.example/a.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='https://x.example/'>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='javascript:alert(1)'>",
    (
        "<form action='https://x.example/'><input name=password><button "
        "formaction='javascript:alert(1)'>go</button></form>"
    ),
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java\tscr\nipt:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<div onclick=alert(1) onmouseover='alert(1)'>x</div>",
    "<body onload=alert(1)>x</body>",
    "<div style='background:url(javascript:alert(1))'>x</div>",
    "<div style='width:expression(alert(1))'>x</div>",
    "<div style='-moz-binding:url(x)'>x</div>",
    "<div style=\"background-image:\\75rl('//x.example/a')\">x</div>",
    "<div style='b/**/ackground:u/**/rl(//x.example/a)'>x</div>",
    "<img src='data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+'>",
    "<img src='data:text/html;base64,PHNjcmlwdD4='>",
    "<img src=x data-remote-src='javascript:alert(1)'>",
    "<img srcset='https://x.example/a 1x' src='cid:a'>",
    "<video src=x onerror=alert(1)><source src=x></video>",
    "<audio autoplay src=https://x.example/a></audio>",
    "<input type=image src=x onerror=alert(1)>",
    (
        "<table background='javascript:alert(1)'><tr><td "
        "background='https://x.example/a'>x</td></tr></table>"
    ),
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<xss id=x tabindex=1 onfocus=alert(1)>x</xss>",
    "<p><![CDATA[<script>alert(1)</script>]]></p>",
    "<!--><script>alert(1)</script>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<title><img src=x onerror=alert(1)></title>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<select><option><script>alert(1)</script></option></select>",
    "<p title='\"><img src=x onerror=alert(1)>'>x</p>",
    "<img alt='\"><script>alert(1)</script>' src='cid:a'>",
    "<a href='https://x.example/\" onclick=\"alert(1)'>x</a>",
)
FORBIDDEN_TAGS = {
    "script",
    "style",
    "svg",
    "math",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "button",
    "link",
    "meta",
    "base",
    "video",
    "audio",
}


def _elements(html: str) -> list[etree._Element]:
    root = etree.fromstring(f"<div>{html}</div>".encode(), etree.HTMLParser(encoding="utf-8"))
    return list(root.iter(etree.Element))


def _faults(html: str) -> list[str]:
    """Whatever in safe HTML could run, load or escape."""
    found = []
    for element in _elements(html):
        if element.tag in FORBIDDEN_TAGS:
            found.append(element.tag)
        for name, value in element.attrib.items():
            bare = "".join(value.lower().split())
            if name.startswith("on") or name in {
                "id",
                "srcset",
                "background",
                "action",
                "formaction",
                "srcdoc",
            }:
                found.append(name)
            if "javascript:" in bare and name in {"href", "src", "style", "data-remote-src"}:
                found.append(bare)
            if name == "src" and not bare.startswith("data:image/"):
                found.append(bare)
            if name == "style" and ("url(" in bare or "position" in bare):
                found.append(bare)
    return found


@pytest.mark.parametrize("trick", TRICKS)
def test_nothing_in_safe_html_runs_or_loads(trick: str) -> None:
    """Tricks lose their teeth, and the text around them stays."""
    safe = safe_html(f"<p>before</p>{trick}<p>after</p>")
    assert (_faults(safe), "before" in safe) == ([], True)


@given(
    st.lists(
        st.sampled_from([*TRICKS, "<div>", "</div>", "<p>", "'", '"', "<", ">", "--", "text"]),
        max_size=6,
    )
)
def test_no_mixture_of_tricks_gets_through(pieces: list[str]) -> None:
    """Pieces of tricks put together are as harmless."""
    assert _faults(safe_html("".join(pieces))) == []


@given(st.lists(st.sampled_from(TRICKS), max_size=3))
def test_safe_html_is_safe_with_its_pictures_on(pieces: list[str]) -> None:
    """Turning remote pictures on lets in nothing but http pictures."""
    shown = show_remote(safe_html("".join(pieces)))
    assert [fault for fault in _faults(shown) if not fault.startswith("http")] == []


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ("", ""),
        ("plain & <b>bold", "plain &amp; <b>bold</b>"),
        ("<p class=x id=y>a</p>", "<p>a</p>"),
        (
            "<table><tr><td colspan=2 width=50>a</td></tr></table>",
            '<table><tbody><tr><td colspan="2" width="50">a</td></tr></tbody></table>',
        ),
        ("<td>a</td>", "a"),
        (
            "<table><tr><td colspan=99999999 width=99999>a</td></tr></table>",
            "<table><tbody><tr><td>a</td></tr></tbody></table>",
        ),
        ("<div style='display:none'>preheader</div>seen", "seen"),
        (
            "<ol start=3 type=a><li value=5>x</li></ol>",
            '<ol start="3" type="a"><li value="5">x</li></ol>',
        ),
        ("<font color=red size=2>x</font>", '<font color="red" size="2">x</font>'),
        ("<img src='cid:logo@x' alt=Logo>", '<img alt="Logo" data-cid="logo@x">'),
        ("<img src='cid:&lt;logo@x&gt;'>", '<img data-cid="logo@x">'),
        ("<img src='data:image/png;base64,AAAA'>", '<img src="data:image/png;base64,AAAA">'),
        ("<img src='file:///etc/passwd'>x", "x"),
        ("<img src='https://x.example/p.gif' width=1 height=1>x", "x"),
        ("<button>press</button>", "press"),
    ],
)
def test_html_as_it_is_shown(html: str, safe: str) -> None:
    """Structure and looks stay; what is not allowed goes."""
    assert safe == safe_html(html)


def test_a_remote_picture_waits_with_a_placeholder_that_names_its_host() -> None:
    """Nothing is fetched until the reader asks for it; then the same picture is shown."""
    safe = safe_html('<img src="https://pics.example.org/a.png?x=1&y=2">')
    blocked = (
        '<img data-remote-src="https://pics.example.org/a.png?x=1&amp;y=2" class="remote-picture" '
        'title="pics.example.org"'
    )
    assert f'{blocked} alt="🖼 pics.example.org">' == safe
    assert safe.replace("data-remote-src", "src") == show_remote(safe)


def test_words_that_look_like_our_attribute_are_left_alone() -> None:
    """Only pictures are turned on, not a text that speaks of them."""
    safe = safe_html('<p>the data-remote-src="x" attribute</p>')
    assert safe == show_remote(safe)


def test_a_picture_without_a_scheme_is_remote_too() -> None:
    """//host/path is https."""
    assert 'data-remote-src="https://x.example/a.png"' in safe_html('<img src="//x.example/a.png">')


def test_a_picture_too_big_to_be_written_into_the_html_is_dropped() -> None:
    """data: pictures are bounded."""
    assert safe_html(f'<img src="data:image/png;base64,{"A" * MAX_DATA_PICTURE}">') == ""


def test_html_too_long_to_be_shown_ends_with_an_ellipsis() -> None:
    """What is cut off is told."""
    assert safe_html("<p>word</p>" * 100_000).endswith("<p>…</p>")


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ('<a href="https://evil.example/x">www.bank.example</a>', " (evil.example)"),
        ('<a href="https://evil.example/x">https://bank.example/login</a>', " (evil.example)"),
        ('<a href="https://bank.example@evil.example/">bank.example</a>', " (evil.example)"),
        ('<a href="https:\\\\evil.example/">bank.example</a>', " (evil.example)"),
        ('<a href="https://bаnk.example/">bank.example</a>', " (xn--bnk-6cd.example)"),
        ('<a href="https://www.bank.example/x">bank.example</a>', None),
        ('<a href="https://bank.example/x">our offer</a>', None),
        ('<a href="mailto:ann@example.org">bank.example</a>', None),
    ],
)
def test_a_link_says_where_it_goes_when_its_text_names_another_host(
    link: str, told: str | None
) -> None:
    """The real host stands behind the link."""
    spans = [
        element.text
        for element in _elements(safe_html(link))
        if element.get("class") == "link-target"
    ]
    assert ([told] if told else []) == spans


def test_links_open_apart_and_tell_nothing() -> None:
    """No opener, no referrer, no blessing for search engines."""
    expected = (
        '<a href="https://example.org/" title="https://example.org/" target="_blank" '
        'rel="noopener noreferrer nofollow">x</a>'
    )
    assert expected == safe_html('<a href="https://example.org/" target=_top rel=opener>x</a>')


def test_quotes_are_marked_for_folding_once() -> None:
    """The outermost quote stands in a details element; answers between quotes stay outside."""
    html = (
        "<blockquote>a<blockquote>b</blockquote></blockquote><p>answer</p><div "
        "class=yahoo_quoted>c</div>"
    )
    folded = '<details class="quoted"><summary>…</summary>'
    assert (
        f"{folded}<blockquote>a<blockquote>b</blockquote></blockquote></details><p>answer</p>{folded}<div>c</div></details>"
        == safe_html(html)
    )


@pytest.mark.parametrize(
    ("style", "safe"),
    [
        ("color:red", "color:red"),
        ("COLOR: #Ff0000 ; font-weight:BOLD", "color:#ff0000;font-weight:bold"),
        ("position:fixed;top:0;left:0;z-index:9999", None),
        ("margin:-20px", None),
        ("margin:10px 0", "margin:10px 0"),
        ("margin-left:-1px;padding:4px", "padding:4px"),
        ("width:99999px", None),
        ("width:100%", "width:100%"),
        ("width:5000%", None),
        ("width:600px;height:100vh", "width:600px"),
        ("font-size:900px", None),
        ("font-size:12pt", "font-size:12pt"),
        ("font-size:900%", None),
        ("font:italic 900px serif", None),
        ("line-height:1.5", "line-height:1.5"),
        ("background:url(x)", None),
        ("background:#eee", "background:#eee"),
        ("background-color:rgba(1, 2, 3, 0.5)", "background-color:rgba(1, 2, 3, 0.5)"),
        ("width:calc(100% + 500px)", None),
        ("color:var(--x)", None),
        ("display:none", None),
        ("display:flex", None),
        ("transform:scale(50)", None),
        ("float:left;opacity:0.5;cursor:none;content:'x'", None),
        ("border:1px solid #ccc", "border:1px solid #ccc"),
        ("border:900px solid red", None),
        ("color:red !important", "color:red"),
        ("text-indent:-9999px", None),
        ("color", None),
        ("", None),
    ],
)
def test_styles_stay_in_their_box(style: str, safe: str | None) -> None:
    """Colours, fonts and modest sizes pass; whatever moves, covers, loads or hides does not."""
    assert safe == safe_style(style)


HOSTILE: tuple[tuple[str, Callable[[int], str]], ...] = (
    ("nested", lambda n: "<div>" * n + "x"),
    ("formatting", lambda n: "<font color=red>" * n + "<p>x" * n),
    ("tables", lambda n: "<table><tr><td>" * n),
    ("quotes", lambda n: "<blockquote>" * n),
    ("links", lambda n: "<a href=https://x.example>y" * n),
    ("pictures", lambda n: "<img src=https://x.example/a>" * n),
    ("foreign", lambda n: "<svg>" * n),
    ("brackets", lambda n: "<" * n),
    ("entities", lambda n: "<b>x</b>" + "a &amp; &nbsp;&#" * 10 * n),
    ("styles", lambda n: "<p style='color:red;margin:1px'>x" * n),
)


@pytest.mark.parametrize(("name", "make"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_four_times_the_html_takes_about_four_times_the_time(
    name: str, make: Callable[[int], str]
) -> None:
    """Time grows with the length of hostile HTML, not with its square."""
    assert growth(safe_html, make(2_000), make(8_000)) < 8, name


def test_a_text_of_very_many_entities_stays_whole() -> None:
    text = "<p>" + "a &amp; b&nbsp;" * 3_000 + "<b>c</b>" + "&amp;" * 3_000 + "</p>"
    assert text == safe_html(text).replace("<wbr>", "")
