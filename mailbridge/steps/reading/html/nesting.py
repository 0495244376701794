"""Deep nesting, and tags of very many attributes, taken out of HTML before a parser sees it, in
linear time.

Tree builders take quadratic time, or drop what follows, once elements are nested thousands deep;
and each attribute is compared with all that stand before it.
"""

import re
from collections import Counter
from functools import lru_cache

from lxml import etree

from mailbridge.steps.text.word_tables import word_set

LIMIT = 80  # elements that can nest, counted; list items, rows and paragraphs come on top
# formatting elements are opened again in every paragraph, so few of them may be open at once
INLINE_LIMIT = 16
MOST_KEPT = 300_000  # characters of HTML whose tree is kept
FEW_TAGS = 80  # with fewer opening tags than this nothing can be too deep

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,30})")
MOST_ATTRIBUTES = 100  # of one tag; with more than that it loses them all
_END = re.compile(r"</(?:body|html)\s*+>", re.IGNORECASE)
_VALUE = r"""\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>]++)"""
_STRAY = r"""["'=]|<(?![a-zA-Z/!?])"""
_ATTRIBUTE = rf"""[\s/]*+(?:[^\s"'<>=/]++(?:{_VALUE})?+|{_STRAY})"""
_MANY_ATTRIBUTES = re.compile(
    rf"<([a-zA-Z][a-zA-Z0-9:]{{0,30}}+)(?:{_ATTRIBUTE}){{{MOST_ATTRIBUTES + 1},}}+[^<>]*+>?"
)
_NEVER_NEST = word_set(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th "
    "thead tbody tfoot option html body head"
)
_INLINE = word_set("a b big code em font i nobr s small strike strong tt u")

_PARSER = etree.HTMLParser(
    encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True
)


def seen_tree(html: str) -> etree._Element | None:
    """The tree of an HTML text for who only looks at it; a small one is kept for who asks next, so
    it must not be changed. None: there is nothing in it.
    """
    if len(html) > MOST_KEPT:
        return tree_of(html)
    kept = _kept_tree(html)
    return kept[0] if kept else tree_of(html)


def taken_tree(html: str) -> etree._Element | None:
    """The tree of an HTML text for who changes it: nobody else has it. None: there is nothing in
    it.
    """
    kept = _kept_tree(html) if len(html) <= MOST_KEPT else []
    return kept.pop() if kept else tree_of(html)


@lru_cache(maxsize=1)
def _kept_tree(html: str) -> list[etree._Element | None]:
    """The tree; nothing once somebody took it to change it."""
    return [tree_of(html)]


def tree_of(html: str) -> etree._Element | None:
    """The tree of HTML with the tags of too deep elements dropped, and the attributes of tags that
    have too many; None where nothing is in it.

    Raises MemoryError when memory runs out, which lxml calls a fault of syntax.
    """
    source = flatten(_joined(without_many_attributes(html.replace("\0", ""))))
    if not source.strip():
        return None
    try:
        return etree.fromstring(source.encode("utf-8", "replace"), _PARSER)
    except etree.XMLSyntaxError as fault:
        if fault.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from fault
        raise


def _joined(html: str) -> str:
    """The same HTML as one document: gateways write banners and footers, and programs whole quoted
    documents, behind the end of the first one, where the parser would leave them out.
    """
    end = _END.search(html)
    if end is None or not _END.sub("", html[end.end() :]).strip():
        return html
    return _END.sub("", html)


def without_many_attributes(html: str) -> str:
    """The same HTML; a tag with more than MOST_ATTRIBUTES attributes has none."""
    return _MANY_ATTRIBUTES.sub(r"<\1>", html)


def flatten(html: str) -> str:
    """The same HTML with the tags of elements nested deeper than the limit dropped; their content
    stays.
    """
    if html.count("<") - html.count("</") <= FEW_TAGS:
        return html
    kept: list[str] = []
    at = 0
    for start, end in _surplus(html):
        kept.append(html[at:start])
        at = end
    return html if not at else "".join(kept) + html[at:]


class _Open:
    """The elements open at a place, the surplus ones among them."""

    def __init__(self) -> None:
        self.stack: list[tuple[str, bool]] = []
        self.names: Counter[str] = Counter()
        self.kept = 0
        self.inline = 0

    def push(self, name: str) -> bool:
        """Open an element; False when it is one too many."""
        inline = name in _INLINE
        fits = self.kept < LIMIT and not (inline and self.inline >= INLINE_LIMIT)
        self.stack.append((name, fits))
        self.names[name] += 1
        self.kept += fits
        self.inline += fits and inline
        return fits

    def pop(self, name: str) -> bool:
        """Close the nearest element of that name; False when its opening tag was dropped, or never
        there.
        """
        if not self.names[name]:
            return False
        while True:
            top, fits = self.stack.pop()
            self.names[top] -= 1
            self.kept -= fits
            self.inline -= fits and top in _INLINE
            if top == name:
                return fits


def _surplus(html: str) -> list[tuple[int, int]]:
    """Spans of the tags to drop, in order."""
    spans: list[tuple[int, int]] = []
    opened = _Open()
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if name in _NEVER_NEST:
            continue
        if not (opened.pop(name) if tag[1] else opened.push(name)):
            end = html.find(">", tag.end())
            spans.append((tag.start(), len(html) if end < 0 else end + 1))
    return spans
