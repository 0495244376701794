"""An author's own HTML as a letter carries it: the words that are told and no others, their lists,
emphasis, links, tables and pictures, in the letter's own colours.

What a letter tells is the text; this HTML is used only where the same words stand in it in one run.
Commands in front of them, quotes and signatures behind them are cut off.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, islice

from lxml import etree

from mailbridge.steps.reading.html.nesting import tree_of
from mailbridge.steps.telling.letter_parts.own_html import begins_with, names_no_more
from mailbridge.steps.text.word_runs import Words, place_of, words, words_by_line
from mailbridge.steps.text.word_tables import word_set

MOST_HTML = 40_000  # characters
MOST_WIDTH = 560  # of a picture, in pixels: the letter's own width
# names stand in lower case in safe HTML: a search that may not look for it costs five times as much
_FORMATTED = re.compile(
    r"<(?:b|strong|i|em|u|s|strike|del|ins|ul|ol|h[1-6]|table|pre|code|tt|kbd|a|img|sup|sub|mark|"
    r"font|dl|blockquote)[\s>]"
)
_ADDRESS = re.compile(r"://|www\.|@")  # no words, and may be links
_STYLED = re.compile(r"style=\"[^\"]*(?:font-weight|font-style|text-decoration)")
_BLOCKS = word_set(
    "p div ul ol li table tbody thead tr td th h1 h2 h3 h4 h5 h6 pre blockquote br hr dl dt dd "
    "center details summary caption"
)
_OTHER_NAMES = {
    **{f"h{number}": "p" for number in range(1, 7)}, "center": "div", "font": "span",
    "details": "div", "summary": "div", "big": "span", "small": "span",
}  # fmt: skip
_KEPT = {
    "a": ("href",), "ol": ("start", "type"), "li": ("value",), "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan"), "table": (), "img": ("src", "width", "alt"),
}  # fmt: skip
_STYLES = word_set("font-weight font-style text-decoration text-align list-style-type")
_HEADING = re.compile(r"h[1-6]$")
_COLOUR = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})\b|rgb\(\s*(\d{1,3})\D+(\d{1,3})\D+(\d{1,3})")
_NAMED = {
    "red": (204, 0, 0), "blue": (0, 0, 204), "green": (0, 128, 0), "darkred": (139, 0, 0),
    "darkblue": (0, 0, 139), "darkgreen": (0, 100, 0), "maroon": (128, 0, 0), "navy": (0, 0, 128),
    "purple": (128, 0, 128), "teal": (0, 128, 128), "crimson": (220, 20, 60),
    "brown": (165, 42, 42), "orangered": (220, 69, 0), "indigo": (75, 0, 130),
}  # fmt: skip
_ITEM = re.compile(r"^[ \t]{0,20}\d{1,3}[.)][ \t]", re.MULTILINE)
_SPREAD = 90  # between the channels of a colour that says something
_BRIGHTEST = 150  # mean of the channels that can be read on white and on black


def authored_html(html: str, text: str, pictures: Mapping[str, str]) -> str | None:
    """The safe HTML for this text, or None where paragraphs say as much or the words differ.

    `pictures`: what a picture's Content-ID is called in the letter; others are left out.
    """
    if not html or len(html) > MOST_HTML:
        return None
    told = words(text)
    if not _is_formatted(html, text, told, bool(pictures)):
        return None
    root = tree_of(html)
    if root is None:
        return None
    pieces = _Pieces(root)
    span = pieces.span_of(text, told)
    if span is None:
        return None
    pieces.cut(*span)
    for picture in root.iter("img"):
        _place(picture, pictures)
    _prune(root)
    _dress(root)
    made = "".join(_as_written(child) for child in _body(root)).strip()
    return made if made and names_no_more(made, told) else None


def _is_formatted(html: str, text: str, told: Words, pictured: bool) -> bool:
    """Whether more than paragraphs may stand among these words: what stands in a quote below them
    is not told. `pictured`: pictures came with them.
    """
    places = [match.start() for rule in (_FORMATTED, _STYLED) if (match := rule.search(html))]
    if not places:
        return False
    above, _, _ = html[: min(places)].partition("<details")
    return pictured or _ADDRESS.search(text) is not None or not begins_with(above, told)


def _body(root: etree._Element) -> Iterable[etree._Element]:
    body = root.find("body")
    return list(root if body is None else body)


def _as_written(element: etree._Element) -> str:
    return str(etree.tostring(element, encoding="unicode", method="html"))


class _Pieces:
    """The text of a tree in order, with the places of its pieces and pictures in it."""

    def __init__(self, root: etree._Element) -> None:
        self.text = ""
        self._made: list[str] = []
        self._length = 0
        self._spans: list[tuple[etree._Element, bool, int, int]] = []
        self._pictures: list[tuple[etree._Element, int]] = []
        self._walk(root)
        self.text = "".join(self._made)

    def _walk(self, root: etree._Element) -> None:
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            if element.tag in _BLOCKS:
                self._say("\n")
            if event == "start":
                if element.tag == "img":
                    self._pictures.append((element, self._length))
                self._piece(element, False, element.text)
            else:
                self._piece(element, True, element.tail)

    def _say(self, text: str) -> None:
        self._made.append(text)
        self._length += len(text)

    def _piece(self, element: etree._Element, tail: bool, text: str | None) -> None:
        if text:
            # line ends within a text are blanks in HTML
            flat = text if element.tag == "pre" else text.replace("\n", " ")
            self._spans.append((element, tail, self._length, self._length + len(flat)))
            self._say(flat)

    def span_of(self, text: str, told: Words) -> tuple[int, int] | None:
        """Where the words of a text stand in one run, to the ends of its lines."""
        lines = self.text.split("\n")
        by_line = words_by_line(self.text)
        names = [name for line in by_line for name in line]
        wanted = told
        at = _index(names, wanted)
        if at is None:  # numbers of list items are no text in HTML
            wanted = words(_ITEM.sub("", text))
            at = _index(names, wanted)
        if at is None:
            return None
        place, beyond = _Places(lines, [len(line) for line in by_line]), at + len(wanted)
        end = place.end_of(beyond - 1) if beyond < len(names) else len(self.text)
        return place.start_of(at) if at else 0, end

    def cut(self, start: int, end: int) -> None:
        """Leave only what stands from start to end."""
        for element, tail, begins, ends in self._spans:
            text = (element.tail if tail else element.text) or ""
            kept = text[max(0, start - begins) : max(0, end - begins)] if ends > start else ""
            if tail:
                element.tail = kept
            else:
                element.text = kept
        for element, place in self._pictures:
            if not start <= place <= end:
                element.set("src", "")


class _Places:
    """Where the words of some lines stand in all of their text."""

    def __init__(self, lines: Sequence[str], counts: Iterable[int]) -> None:
        self._lines = lines
        self._words = [0, *accumulate(counts)]  # before each line
        self._begins = [0, *accumulate(len(line) + 1 for line in lines)]

    def start_of(self, number: int) -> int:
        """Where a word and what stands before it begins: with its line, or behind another word."""
        line = self._line(number)
        if number == self._words[line]:
            return self._begins[line]
        return self._begins[line] + self._place(number - 1, line)[1]

    def end_of(self, number: int) -> int:
        """Where a word and what stands behind it ends: with its line, or before another word."""
        line = self._line(number)
        if number + 1 == self._words[line + 1]:
            return self._begins[line] + len(self._lines[line])
        return self._begins[line] + self._place(number + 1, line)[0]

    def _line(self, number: int) -> int:
        return bisect_right(self._words, number) - 1

    def _place(self, number: int, line: int) -> tuple[int, int]:
        return place_of(self._lines[line], number - self._words[line])


def _index(found: list[str], wanted: list[str]) -> int | None:
    """Where the words begin that are wanted; the first place, looked for in linear time."""
    if not wanted:
        return None
    joined, sought = f"\n{chr(10).join(found)}\n", f"\n{chr(10).join(wanted)}\n"
    at = joined.find(sought)
    return joined.count("\n", 0, at) if at >= 0 else None


def _dress(root: etree._Element) -> None:
    """Names, attributes and colours as a letter of ours has them."""
    for element in list(root.iter(etree.Element)):
        tag, given = str(element.tag), element.keys()
        style = _style(element) if given else ""
        if _HEADING.match(tag):
            style = f"font-weight:bold;{style}".rstrip(";")
        element.tag = _OTHER_NAMES.get(tag, tag)
        for name in given:
            if name not in _KEPT.get(tag, ()):
                del element.attrib[name]
        if style:
            element.set("style", style)


def _place(element: etree._Element, pictures: Mapping[str, str]) -> None:
    ours = pictures.get(element.get("data-cid", "")) if element.get("src") != "" else None
    element.attrib.pop("src", None)
    if ours is None:
        return
    width = (element.get("width") or "").removesuffix("px")
    element.set("src", f"cid:{ours}")
    element.set("alt", "")
    if width.isdigit() and width.isascii() and len(width) < 6:
        element.set("width", str(min(int(width), MOST_WIDTH)))
    else:
        element.attrib.pop("width", None)


def _style(element: etree._Element) -> str:
    """What emphasises; a colour only where it is no shade of grey and can be read on any ground."""
    declared = [rule.partition(":") for rule in element.get("style", "").lower().split(";")]
    named = {name.strip(): value.strip() for name, _, value in declared if value.strip()}
    kept = [f"{name}:{value}" for name, value in named.items() if name in _STYLES]
    colour = named.get("color") or (element.get("color") or "").lower()
    if element.tag != "a" and (shade := _shade(colour)) is not None:
        kept.append("color:#{:02x}{:02x}{:02x}".format(*shade))
    return ";".join(kept)


def _shade(colour: str) -> tuple[int, int, int] | None:
    match = _COLOUR.search(colour)
    if match is None:
        return _NAMED.get(colour.strip())
    if match[1]:
        digits = match[1] if len(match[1]) == 6 else "".join(sign * 2 for sign in match[1])
        shade = (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))
    else:
        shade = (int(match[2]), int(match[3]), int(match[4]))
    says = max(shade) - min(shade) >= _SPREAD and sum(shade) / 3 <= _BRIGHTEST and max(shade) < 256
    return shade if says else None


_EMPTY = word_set("br hr img td th")


def _prune(root: etree._Element) -> None:
    """Without elements that hold nothing any more, and without pictures that have no place."""
    for element in reversed(list(islice(root.iter(etree.Element), 20_000))):
        parent = element.getparent()
        if parent is None or element.tag in ("html", "body"):
            continue
        picture = element.tag == "img" and not element.get("src")
        bare = element.tag not in _EMPTY and not len(element) and not (element.text or "").strip()
        if picture or bare:
            _remove(element, parent)
    _trim_breaks(root)


def _trim_breaks(root: etree._Element) -> None:
    """Line breaks that stand where words were cut off."""
    body = root.find("body")
    top = root if body is None else body
    while len(top) and not (top.text or "").strip() and _says_nothing(top[0]):
        _remove(top[0], top)
    while len(top) and not (top[-1].tail or "").strip() and _says_nothing(top[-1]):
        _remove(top[-1], top)


def _says_nothing(element: etree._Element) -> bool:
    return (
        not "".join(element.itertext()).strip()
        and element.find(".//img") is None
        and (element.tag != "img")
    )


def _remove(element: etree._Element, parent: etree._Element) -> None:
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
