"""Plain text from HTML, line by line, with what the mail program said of each line."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from lxml import etree

from mailbridge.steps.reading.html.client_marks import Mark, Role, is_hidden, mark_of
from mailbridge.steps.reading.html.item_labels import item_label
from mailbridge.steps.reading.html.line_writer import (
    SPACES,
    Frame,
    Line,
    LineWriter,
    is_blank,
    quote_prefix,
)
from mailbridge.steps.reading.html.link_targets import target
from mailbridge.steps.reading.html.nesting import seen_tree
from mailbridge.steps.text.word_tables import word_set

MAX_LENGTH = 4_000_000  # characters of HTML looked at

_BLOCKS = word_set(
    "address article aside body center dd details dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html"
    " legend li main menu nav ol p pre section summary table tbody td tfoot th thead title tr ul "
    "blockquote caption textarea"
)
_FRAMED = word_set("blockquote pre ol ul a tr table")
_SPACED = word_set("p h1 h2 h3 h4 h5 h6 ul ol dl pre table blockquote hr")
_SILENT = word_set(
    "script style head title template noscript object embed applet iframe svg math xml audio "
    "video canvas map meta link base select"
    " datalist input"
)
_ZERO_MARGIN = re.compile(r"margin(?:-top|-bottom)?:0")
_COLOUR = re.compile(r"(?:^|;)color:([^;]+)")
_NEUTRAL = word_set(
    "black windowtext inherit initial unset auto #000 #000000 rgb(0,0,0) gray grey #333 #333333 "
    "#222 #222222"
)
_FILE_NAME = re.compile(r"^[\w() -]{1,80}\.(?:png|jpe?g|gif|bmp|webp|svg)$", re.IGNORECASE)
_NO_WORDS_FOR_A_PICTURE = word_set(
    "image picture photo logo icon img inline spacer изображение картинка логотип bild"
)


def to_text(html: str) -> str:
    """The readable text of an HTML body, LF line ends, block quotes prefixed with "> "."""
    return "\n".join(line.text for line in to_lines(html))


@lru_cache(maxsize=16)
def to_lines(html: str) -> tuple[Line, ...]:
    """The lines `to_text` joins, each with its quoting depth and mark."""
    root = seen_tree(html[:MAX_LENGTH])
    if root is None:
        return ()
    writer = LineWriter()
    _walk(root, writer)
    return writer.finished()


def _walk(root: etree._Element, writer: LineWriter) -> None:
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "end":
            if element is not root:
                _close(element, tag, writer)
            continue
        attributes = dict(element.attrib)
        style = attributes.get("style", "").lower().replace(" ", "") if attributes else ""
        if tag in _SILENT or _is_hidden(attributes, style):
            walker.skip_subtree()
            writer.frames.append(writer.frames[-1])
            continue
        _open(element, tag, attributes, style, writer)
        if element.text:
            writer.text(element.text)


def _is_hidden(attributes: Mapping[str, str], style: str) -> bool:
    return bool(attributes) and ("hidden" in attributes or bool(style and is_hidden(style)))


def _open(
    element: etree._Element, tag: str, attributes: Mapping[str, str], style: str, writer: LineWriter
) -> None:
    outer = writer.frames[-1]
    if tag in _BLOCKS:
        _start_block(tag, attributes, style, writer)
    elif tag == "br":
        writer.line_break()
    elif tag == "img":
        writer.text(_picture(attributes))
    frame = outer
    if attributes or tag in _FRAMED:
        frame = _inner(element, tag, attributes, style, outer, writer)
    writer.frames.append(frame)
    if tag == "li":
        _start_item(attributes, outer, writer)


def _start_block(tag: str, attributes: Mapping[str, str], style: str, writer: LineWriter) -> None:
    if tag in {"td", "th"}:
        writer.flush()
        row = writer.frames[-1].row
        if row is not None:
            row.append(len(writer.lines))
        return
    if not writer.lead or writer.pieces:
        writer.flush()
        if tag in _SPACED and not _sits_tight(tag, attributes, style, writer):
            writer.gap = True
    if tag == "hr" and writer.lines:
        writer.gap = writer.ruled = True


def _sits_tight(tag: str, attributes: Mapping[str, str], style: str, writer: LineWriter) -> bool:
    """A paragraph without margins, as Word makes them, or within a list, or a list in a list."""
    if tag in {"ul", "ol"}:
        return bool(writer.frames[-1].indent) or writer.frames[-1].items is not None
    if tag == "p" and writer.frames[-1].indent:
        return True
    return tag == "p" and (
        "mso" in attributes.get("class", "").lower() or bool(style and _ZERO_MARGIN.search(style))
    )


def _inner(
    element: etree._Element,
    tag: str,
    attributes: Mapping[str, str],
    style: str,
    outer: Frame,
    writer: LineWriter,
) -> Frame:
    """The frame of an element, from the frame around it."""
    frame = Frame(
        outer.mark,
        outer.depth,
        outer.pre,
        outer.indent,
        outer.colour,
        outer.items,
        outer.href,
        outer.link_start,
        outer.row,
    )
    if attributes:
        _see_mark(element, tag, attributes, style, frame, writer)
        _see_colour(attributes, style, frame)
    if tag == "blockquote" and not _is_indent(attributes, style):
        frame.depth += 1
        if frame.mark and frame.mark.role is Role.ATTRIBUTION:
            frame.mark = None
    elif tag == "pre" or "white-space:pre" in style.replace("pre-line", ""):
        frame.pre = True
    elif tag in {"ol", "ul"}:
        frame.items = _counted(attributes) if tag == "ol" else None
        frame.indent = outer.indent + "  " if outer.indent or outer.items is not None else "  "
    elif tag == "a":
        frame.href, frame.link_start = attributes.get("href", "").strip(), len(writer.pieces)
    elif tag == "tr":
        frame.row = []
    elif tag == "table":
        frame.row = None
    return frame


def _see_mark(
    element: etree._Element,
    tag: str,
    attributes: Mapping[str, str],
    style: str,
    frame: Frame,
    writer: LineWriter,
) -> None:
    mark = mark_of(tag, attributes, style)
    if mark is None:
        return
    if mark.role is Role.REST:
        writer.rest = writer.rest or mark
    elif frame.mark is None or frame.mark.role in {Role.BORDER, Role.FRAME}:
        frame.mark = _framed(element, mark) if mark.role is Role.FRAME else mark


def _framed(element: etree._Element, mark: Mark) -> Mark | None:
    """A frame around a block quote holds its attribution and perhaps answers; without one it is the
    quote.
    """
    if element.find(".//blockquote") is None:
        return Mark(Role.QUOTE, mark.rule)
    return None if element.tag == "blockquote" else Mark(Role.FRAME, mark.rule)


def _see_colour(attributes: Mapping[str, str], style: str, frame: Frame) -> None:
    match = _COLOUR.search(style) if "color:" in style else None
    colour = match[1] if match else attributes.get("color", "").lower().strip()
    if colour:
        frame.colour = "" if colour in _NEUTRAL else colour


def _is_indent(attributes: Mapping[str, str], style: str) -> bool:
    """A block quote that only moves text to the right, as Gmail's and Apple's editors make."""
    return "indent" in attributes.get("class", "") or (
        "border:none" in style and attributes.get("type") != "cite"
    )


def _start_item(attributes: Mapping[str, str], outer: Frame, writer: LineWriter) -> None:
    if outer.items is None:
        writer.lead = "- "
        return
    number = _number(attributes.get("value"), outer.items[0])
    outer.items[0] = number + 1
    writer.lead = f"{item_label(number, chr(outer.items[1]))}. "


def _counted(attributes: Mapping[str, str]) -> list[int]:
    """The first number of an ordered list, and the code of its sort."""
    sort = attributes.get("type", "").strip()[:1] or "1"
    return [_number(attributes.get("start"), 1), ord(sort)]


def _number(value: str | None, otherwise: int) -> int:
    bare = (value or "").strip()
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 7 else otherwise


def _close(element: etree._Element, tag: str, writer: LineWriter) -> None:
    if tag == "a":
        _end_link(writer)
    if tag in _BLOCKS and tag not in _SILENT:
        writer.flush()
        if tag == "li":
            writer.lead = ""
        elif tag == "tr":
            _join_cells(writer)
        elif tag in _SPACED and not _sits_tight(
            tag, element.attrib, element.get("style", "").lower().replace(" ", ""), writer
        ):
            writer.gap = True
    writer.frames.pop()
    if element.tail:
        writer.text(element.tail)


def _end_link(writer: LineWriter) -> None:
    frame = writer.frames[-1]
    href, start = frame.href, frame.link_start
    if not href or start < 0 or start > len(writer.pieces):
        return
    shown = "".join(writer.pieces[start:]).strip()
    if shown:
        writer.text(target(shown, href))


def _picture(attributes: Mapping[str, str]) -> str:
    """The alternative text of a picture where it says something; an emoji's is the emoji."""
    alt = SPACES.sub(" ", attributes.get("alt", "")).strip()
    if not alt or _FILE_NAME.match(alt):
        return ""
    if (len(alt) <= 4 and not alt.isascii()) or (alt.startswith(":") and alt.endswith(":")):
        return alt
    words = {word.strip(".,:0123456789").lower() for word in alt.split()} - {""}
    return "" if words <= _NO_WORDS_FOR_A_PICTURE else f"[{alt}]"


def _join_cells(writer: LineWriter) -> None:
    """Put a table row whose cells are one line each onto one line."""
    row = writer.frames[-1].row
    if not row or len(row) < 2 or row[0] > len(writer.lines):
        return
    bounds = [*row, len(writer.lines)]
    cells = [
        [line for line in writer.lines[a:b] if not is_blank(line)] for a, b in pairwise(bounds)
    ]
    filled = [cell[0] for cell in cells if cell]
    if (
        len(filled) < 2
        or any(len(cell) > 1 for cell in cells)
        or sum(len(line.text) for line in filled) > 400
    ):
        return
    first = filled[0]
    prefix = quote_prefix(first.depth)
    text = first.text + "".join(
        (" | ") + line.text.removeprefix(prefix).strip() for line in filled[1:]
    )
    blank = [writer.lines[row[0]]] if is_blank(writer.lines[row[0]]) else []
    writer.lines[row[0] :] = [*blank, Line(text, first.depth, first.mark, first.colour)]
