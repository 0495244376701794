"""HTML that can be shown: nothing in it runs, loads from elsewhere, or leaves its box.

The tree is first reshaped (pictures blocked, links told, quotes marked for folding); nh3 with its
allow-list has the last word.
"""

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

import nh3
from lxml import etree

from mailbridge.steps.reading.html.client_marks import Role, is_hidden, mark_of
from mailbridge.steps.reading.html.nesting import taken_tree
from mailbridge.steps.reading.html.safe_style import safe_style
from mailbridge.steps.text.word_tables import word_set

MOST_ESCAPED, PIECE = 2_000, 2_000  # signs that are written as entities; characters of a text
_ESCAPED = "&\xa0"
MAX_LENGTH = 1_000_000  # characters of HTML shown; what follows is cut off
MAX_DATA_PICTURE = 400_000  # characters of a picture written into the HTML itself
MAX_URL = 4000

OUR_CLASSES = frozenset(["quoted", "remote-picture", "link-target"])
_TAGS = word_set(
    "a abbr b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn "
    "div dl dt em figcaption figure font"
    " h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strike "
    "strong sub summary sup table tbody td"
    " tfoot th thead time tr tt u ul var wbr"
)
_WITH_CONTENT = word_set(
    "script style title template noscript object embed applet iframe frame frameset svg math xml "
    "audio video canvas select"
    " datalist noembed noframes xmp plaintext map"
)
_CELL = {"colspan", "rowspan", "align", "valign", "bgcolor", "width", "height"}
_ATTRIBUTES = {
    "*": {"style", "dir", "lang", "class"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height", "data-remote-src", "data-cid"},
    "ol": {"start", "type"},
    "li": {"value"},
    "font": {"color", "face", "size"},
    "table": {"border", "cellpadding", "cellspacing", "width", "align", "bgcolor"},
    "td": _CELL,
    "th": _CELL,
    "tr": {"align", "valign", "bgcolor"},
    "col": {"span", "width"},
    "p": {"align"},
    "div": {"align"},
}
_MOST = {  # the largest number an attribute may have
    "colspan": 100, "rowspan": 1000, "span": 100, "width": 1200, "height": 1200, "border": 10,
    "cellpadding": 40, "cellspacing": 40,
    "size": 7, "start": 1_000_000, "value": 1_000_000,
}  # fmt: skip
_DATA_PICTURE = re.compile(
    (r"data:image/(?:png|jpeg|jpg|gif|webp);base64,[A-Za-z0-9+/=\s]+\Z"), re.IGNORECASE
)
_HOST = re.compile(
    (r"(?:[a-z][a-z0-9+.-]*:/*)?((?:[\w-]+\.)+[^\W\d_]{2,24})(?=[/:?#\s]|\Z)"), re.IGNORECASE
)
_PICTURE_TAG = re.compile(r'<img(?: [a-z-]+="[^"]*")*>')
_OWN_PICTURE = re.compile(r' data-cid="([^"]*)"')
_CONTROLS = dict.fromkeys([*range(33), 0x7F, 0xA0, 0x200B, 0xFEFF])


def safe_html(html: str) -> str:
    """The HTML of a message, made harmless.

    Remote pictures wait as `data-remote-src` (see `show_remote`), pictures of the message itself
    carry their Content-ID as `data-cid`, quotes stand in `<details class="quoted">`.
    """
    cut = html if len(html) <= MAX_LENGTH else html[:MAX_LENGTH] + "<p>…</p>"
    root = taken_tree(cut)
    if root is None:
        return ""
    _reshape(root)
    if _is_dear(cut):
        _part_long_texts(root)
    return _CLEANER.clean(etree.tostring(root, encoding="unicode", method="html")).strip()


def show_remote(html: str) -> str:
    """Safe HTML with its remote pictures turned on."""
    return _PICTURE_TAG.sub(lambda tag: tag[0].replace(' data-remote-src="', ' src="', 1), html)


def show_own(html: str, places: Mapping[str, str]) -> str:
    """Safe HTML with the message's own pictures at these addresses, by their escaped Content-ID;
    one that has none stays empty.
    """

    def placed(own: re.Match[str]) -> str:
        place = places.get(own[1])
        return f' src="{place}"' if place is not None else ""

    return _PICTURE_TAG.sub(lambda tag: _OWN_PICTURE.sub(placed, tag[0]), html)


def _reshape(root: etree._Element) -> None:
    for element in list(root.iter("*")):
        tag, attributes = str(element.tag), dict(element.items())
        if not attributes and tag != "blockquote":
            continue
        style = attributes.get("style", "").lower().replace(" ", "")
        if style and is_hidden(style) and element is not root and tag != "body":
            _remove(element)
            continue
        if _is_quote(element, tag, attributes, style):
            _fold(element)
        if "class" in attributes:
            del element.attrib["class"]
        if "id" in attributes:
            del element.attrib["id"]
        if tag == "img":
            _see_picture(element)
        elif tag == "a":
            _see_link(element)


def _part_long_texts(root: etree._Element) -> None:
    """Part long texts by places where a line may break: the cleaner's time grows with the square of
    the entities in one text.
    """
    for element in list(root.iter("*")):
        parent = element.getparent()
        if element.tail and parent is not None and _is_dear(element.tail):
            element.tail = _parted(element.tail, parent, parent.index(element) + 1)
        if element.text and _is_dear(element.text):
            element.text = _parted(element.text, element, 0)


def _is_dear(text: str) -> bool:
    return len(text) > PIECE and sum(map(text.count, _ESCAPED)) > MOST_ESCAPED


def _parted(text: str, parent: etree._Element, at: int) -> str:
    """The first piece of a text; the others are put into its parent."""
    for start in reversed(range(PIECE, len(text), PIECE)):
        breakable = etree.Element("wbr")
        breakable.tail = text[start : start + PIECE]
        parent.insert(at, breakable)
    return text[:PIECE]


def _remove(element: etree._Element) -> None:
    """Take an element out; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _is_quote(element: etree._Element, tag: str, attributes: Mapping[str, str], style: str) -> bool:
    """The outermost block quotes, and what a mail program calls a quote."""
    if tag == "blockquote":
        found = "indent" not in element.get("class", "") and (
            "border:none" not in style or element.get("type") == "cite"
        )
    else:
        mark = mark_of(tag, attributes, "")
        found = mark is not None and mark.role is Role.QUOTE
    return found and element.getparent() is not None and not _is_folded(element)


def _is_folded(element: etree._Element) -> bool:
    return any(above.get("class") == "quoted" for above in element.iterancestors("details"))


def _fold(element: etree._Element) -> None:
    """Put an element into `<details class="quoted">`, in its place."""
    details = etree.Element("details", {"class": "quoted"})
    summary = etree.SubElement(details, "summary")
    summary.text = "…"
    parent = element.getparent()
    details.tail, element.tail = element.tail, None
    parent.replace(element, details)
    details.append(element)


def _see_picture(element: etree._Element) -> None:
    source = element.attrib.pop("src", "").strip()
    lowered = source[:12].lower()
    element.attrib.pop("data-remote-src", None)
    element.attrib.pop("data-cid", None)
    if lowered.startswith("cid:"):
        element.set("data-cid", source[4:].strip("<>"))
    elif lowered.startswith("data:") and _is_data_picture(source):
        element.set("src", source)
    elif lowered.startswith(("http:", "https:", "//")):
        _block(element, "https:" + source if lowered.startswith("//") else source)
    elif not element.get("alt"):
        _remove(element)


def _is_data_picture(source: str) -> bool:
    return len(source) <= MAX_DATA_PICTURE and _DATA_PICTURE.match(source) is not None


def _block(element: etree._Element, source: str) -> None:
    """Keep the address of a remote picture for later; one too small to be seen is there to watch
    the reader.
    """
    if _is_dot(element.get("width")) or _is_dot(element.get("height")):
        _remove(element)
        return
    host = _host(source)
    if not host:
        _remove(element)
        return
    element.set("data-remote-src", quote(source, safe="/:?#[]@!$&'()*+,;=%~"))
    element.set("class", "remote-picture")
    element.set("title", host)
    if not element.get("alt", "").strip():
        element.set("alt", f"🖼 {host}")


def _is_dot(size: str | None) -> bool:
    return (size or "").strip().removesuffix("px") in {"0", "1", "2"}


def _see_link(element: etree._Element) -> None:
    """Say where a link goes when its text names another host."""
    target = element.get("href", "").translate(_CONTROLS).replace("\\", "/")
    if not target:
        return
    host = _host(target)
    element.set("href", target)
    element.attrib.pop("title", None)
    if host:
        element.set("title", target[:500])
    claimed = _HOST.match("".join(element.itertext())[:300].strip())
    if host and claimed and _plain(claimed[1]) != _plain(host):
        told = etree.Element("span", {"class": "link-target"})
        told.text = f" ({host})"
        told.tail, element.tail = element.tail, None
        element.addnext(told)


def _plain(host: str) -> str:
    return host.lower().strip(".").removeprefix("www.")


def _host(url: str) -> str:
    """The host of a URL as the DNS knows it, without user names; empty when there is none."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        return host.encode("idna").decode("ascii") if not host.isascii() else host
    except (ValueError, UnicodeError):
        return ""


def _allowed_value(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute as it may be shown, or None to drop it."""
    if name == "style":
        return safe_style(value)
    if name == "class":
        return value if value in OUR_CLASSES else None
    if name in _MOST:
        return value if _is_small(value, _MOST[name]) else None
    if name == "src":
        return value if _is_data_picture(value) else None
    if name == "data-remote-src":
        return (
            value
            if value.lower().startswith(("http://", "https://")) and len(value) <= MAX_URL
            else None
        )
    if name == "href":
        return value if value.lower().startswith(("http:", "https:", "mailto:", "tel:")) else None
    return value if len(value) <= 500 else None


def _is_small(value: str, most: int) -> bool:
    bare = value.strip().removesuffix("px")
    if bare.endswith("%"):
        bare, most = bare[:-1], 100
    return bare.isascii() and bare.isdigit() and len(bare) < 8 and int(bare) <= most


_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags=set(_WITH_CONTENT),
    attributes=_ATTRIBUTES,
    attribute_filter=_allowed_value,
    strip_comments=True,
    link_rel="noopener noreferrer nofollow",
    set_tag_attribute_values={"a": {"target": "_blank"}},
    url_schemes={"http", "https", "mailto", "tel", "data"},
)
