"""Which form of a letter is read where it has two (RFC 2046 section 5.1.4): the plain one, unless
it says that the letter stands elsewhere.
"""

import html as markup
import re

MAX_STUB = 400  # characters of a plain part that may be no more than a hint at the other
MAX_HTML = 40_000  # characters of HTML compared with it
LEAST_SHARED = 0.2  # of the plain part's letter triples; two forms of one letter share nearly all
LEAST_LETTERS = 12  # letters and digits that the HTML must say

_TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(r"(?:https?://|www\.|mailto:)[^\s<>\"]{1,2000}")
_UNSEEN = ("head", "style", "script", "title")


def is_stub(plain: str, html: str) -> bool:
    """Whether a short plain part says hardly anything of what the HTML says: "Your program cannot
    display this letter", in any language.
    """
    if len(plain) > MAX_STUB:
        return False
    shown = _letters(_shown(html[:MAX_HTML]))
    if len(shown) < LEAST_LETTERS:
        return False
    said = _triples(_letters(plain))
    return bool(said) and len(said & _triples(shown)) < LEAST_SHARED * len(said)


def is_html(plain: str) -> bool:
    """Whether what is called plain text is a page of HTML."""
    opening = plain[:200].lstrip("\ufeff \t\n").lower()
    return opening.startswith(("<!doctype html", "<html"))


def _shown(html: str) -> str:
    for name in _UNSEEN:
        html = _without(html, name)
    return markup.unescape(_TAG.sub(" ", html))


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
    return "".join(filter(str.isalnum, _LINK.sub(" ", text).lower()))


def _triples(letters: str) -> frozenset[str]:
    return frozenset(letters[at : at + 3] for at in range(len(letters) - 2))
