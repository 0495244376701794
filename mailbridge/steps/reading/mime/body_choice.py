"""Which form of a letter is read where it has two (RFC 2046 section 5.1.4): the plain one, unless
the HTML says much more. Their letters and digits are compared, in any language.
"""

import html as markup
import re
from enum import StrEnum

from mailbridge.steps.text.letters import letters_of

MAX_STUB = 400  # characters of a plain part that may be no more than a hint at the other
MAX_PLAIN = 20_000  # characters of a plain part that is compared at all
MAX_HTML = 40_000  # characters of HTML compared with it
LEAST_SHARED = 0.2  # of the plain part's letter triples; two forms of one letter share nearly all
MOST_SHARED = 0.8  # of them, where the plain form says a part of the other
LEAST_LETTERS = 12  # letters and digits that the HTML must say
MORE_LETTERS = 40  # that it must say beyond the plain form
MUCH_MORE = 1.2  # times as many, where the plain form is its beginning
FAR_MORE = 2.0  # times as many, where the plain form is some of it
MAX_HINT = 40  # letters and digits of a last line that leads to the rest
ALL_ELSE = 4.0  # times as many, whatever the plain form is

_TAG = re.compile(r"<[^<>]*>")
_LINKING = ("://", "www.", "mailto:")  # one of these stands in each link
_LINK = re.compile(r"(?:https?://|www\.|mailto:)[^\s<>\"]{1,2000}")
_QUOTES = (
    "<blockquote", "gmail_quote", "divrplyfwdmsg", "appendonsend", "yahoo_quoted",
    "moz-cite-prefix", "border-top:solid #e1e1e1", "border-top:solid #b5c4df",
)  # fmt: skip
_UNSEEN = ("head", "style", "script", "title")
_HTML = re.compile(
    r"(?:<\?xml[^<>]{0,200}>\s*|<!--[^<>]{0,2000}-->\s*)*<(?:!doctype html|html[\s>])",
    re.IGNORECASE,
)


_FRAGMENT = re.compile(
    r"<(div|p|span|table|body|head|meta|style|center|font|br)(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE
)
_FRAGMENT_END = re.compile(r"(?:</[a-z]{1,10}>|<br ?/?>)\s*$", re.IGNORECASE)


class Form(StrEnum):
    """Which form was read, and why."""

    PLAIN = "plain"  # of two, and it says what the HTML does
    ONLY_HTML = "only-html"
    STUB = "stub"  # the HTML: the plain form shares hardly a word with it
    BEGINNING = "beginning"  # the HTML: it goes on where the plain form ends
    PART = "part"  # the HTML: the plain form has few of its words


def form_read(plain: str, html: str) -> Form:
    """The HTML where the plain form is a stub ("your program cannot display this letter"), a
    beginning or a teaser of what the HTML says, or says hardly any of it.
    """
    if len(plain) > MAX_STUB and (len(plain) > MAX_PLAIN or len(html) < MUCH_MORE * len(plain)):
        return Form.PLAIN
    shown = _letters(_shown(html[:MAX_HTML]))
    said = _letters(plain)
    if len(shown) < LEAST_LETTERS:
        return Form.PLAIN
    if not said:
        return Form.ONLY_HTML
    if len(plain) <= MAX_STUB and _share(said, shown) < LEAST_SHARED:
        return Form.STUB
    return _fuller(plain, said, shown)


def _fuller(plain: str, said: str, shown: str) -> Form:
    times = len(shown) / len(said)
    if len(shown) - len(said) < MORE_LETTERS or times < MUCH_MORE:
        return Form.PLAIN
    if shown.startswith(said) or _ends_in_hint(plain, shown):
        return Form.BEGINNING
    few = times >= ALL_ELSE or (times >= FAR_MORE and _share(said, shown) >= MOST_SHARED)
    return Form.PART if few else Form.PLAIN


def _ends_in_hint(plain: str, shown: str) -> bool:
    """Whether a short last line ("[Read more]") stands below a beginning of what the HTML says."""
    first, _, last = plain.rstrip().rpartition("\n")
    beginning = _letters(first)
    return (
        len(_letters(last)) <= MAX_HINT
        and len(beginning) >= LEAST_LETTERS
        and shown.startswith(beginning)
    )


def _share(said: str, shown: str) -> float:
    """How many of the letter triples of one text stand in the other, from 0 to 1."""
    triples = _triples(said)
    return len(triples & _triples(shown)) / len(triples) if triples else 1.0


def is_html(plain: str) -> bool:
    """Whether what is called plain text is a page of HTML, or an element of one from end to end; a
    style sheet alone is what somebody wrote.
    """
    head = plain.lstrip("\ufeff \t\r\n")[:4000]
    if _HTML.match(head):
        return True
    element = _FRAGMENT.match(head)
    if element is None or _FRAGMENT_END.search(plain[-400:]) is None:
        return False
    return element[1].lower() != "style" or bool(_letters(_shown(plain)))


def _shown(html: str) -> str:
    """The words of the HTML in front of what it quotes: a quote is no more of the letter."""
    lowered = html.lower()
    starts = [at for mark in _QUOTES if (at := lowered.find(mark)) >= 0]
    html = html[: min(starts)] if starts else html
    if "<!--" in html:
        html = _without_comments(html)
        lowered = html.lower()
    for name in _UNSEEN:
        if f"<{name}>" in lowered:
            html = _without(html, name)
    return markup.unescape(_TAG.sub(" ", html))


def _without_comments(html: str) -> str:
    kept, at = [], 0
    while (start := html.find("<!--", at)) >= 0:
        kept.append(html[at:start])
        end = html.find("-->", start)
        at = len(html) if end < 0 else end + 3
    return "".join([*kept, html[at:]])


def _without(html: str, name: str) -> str:
    """The HTML without the elements of a name; one that does not end reaches to the end."""
    lowered, kept, at = html.lower(), [], 0
    if len(lowered) != len(html):  # a letter whose small form is two characters
        return html
    while (start := lowered.find(f"<{name}>", at)) >= 0:
        kept.append(html[at:start])
        end = lowered.find(f"</{name}>", start)
        at = len(html) if end < 0 else end
    return "".join([*kept, html[at:]])


def _letters(text: str) -> str:
    linked = any(map(text.__contains__, _LINKING))
    return letters_of((_LINK.sub(" ", text) if linked else text).lower())


def _triples(letters: str) -> frozenset[str]:
    return frozenset([letters[at : at + 3] for at in range(len(letters) - 2)])
