"""Plain text from HTML, line by line, with what the mail program said of each line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from urllib.parse import unquote

from lxml import etree

from mailbridge.steps.reading.html.client_marks import Mark, Role, is_hidden, mark_of
from mailbridge.steps.reading.html.nesting import tree_of
from mailbridge.steps.text.word_tables import word_set

LONGEST_URL = 300  # characters; of a longer one only the host is written
MAX_LENGTH = 4_000_000  # characters of HTML looked at

_BLOCKS = word_set(
    "address article aside body center dd details dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html"
    " legend li main menu nav ol p pre section summary table tbody td tfoot th thead title tr ul "
    "blockquote caption"
)
_FRAMED = word_set("blockquote pre ol ul a tr table")
_SPACED = word_set("p h1 h2 h3 h4 h5 h6 ul ol dl pre table blockquote hr")
_SILENT = word_set(
    "script style head title template noscript object embed applet iframe svg math xml audio "
    "video canvas map meta link base select"
    " datalist textarea input"
)
_RUNS = re.compile(r"[\t\r\n\f]|  ")
_SPACES = re.compile(r"[ \t\r\n\f]+")
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


_RULED = Mark(Role.BORDER, "rule")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: quoted `depth` times (and so prefixed), with what its elements say of it."""

    text: str
    depth: int = 0
    mark: Mark | None = None
    colour: str = ""  # the colour all of its text was given, if one was


def to_text(html: str) -> str:
    """The readable text of an HTML body, LF line ends, block quotes prefixed with "> "."""
    return "\n".join(line.text for line in to_lines(html))


@lru_cache(maxsize=16)
def to_lines(html: str) -> tuple[Line, ...]:
    """The lines `to_text` joins, each with its quoting depth and mark."""
    root = tree_of(html[:MAX_LENGTH])
    if root is None:
        return ()
    writer = _Writer()
    _walk(root, writer)
    return writer.finished()


@dataclass(slots=True)
class _Frame:
    """What holds inside an element."""

    mark: Mark | None = None
    depth: int = 0
    pre: bool = False
    indent: str = ""
    colour: str = ""
    items: list[int] | None = None  # the number of the next item of the ordered list around us
    href: str = ""
    link_start: int = -1
    row: list[int] | None = None  # where the cells of the table row around us begin


@dataclass(slots=True)
class _Writer:
    frames: list[_Frame] = field(default_factory=lambda: [_Frame()])
    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    colours: set[str] = field(default_factory=set)
    lead: str = ""  # the bullet or number waiting for its item's first line
    gap: bool = False  # a blank line is due before the next line
    ruled: bool = False  # a line was drawn above what comes next
    rest: Mark | None = None  # set once everything that follows is quoted
    line_mark: Mark | None = None
    line_depth: int = 0

    def text(self, raw: str) -> None:
        frame = self.frames[-1]
        if frame.pre:
            self._preformatted(raw)
            return
        words = _SPACES.sub(" ", raw) if _RUNS.search(raw) else raw
        if words == " " and (not self.pieces or self.pieces[-1].endswith(" ")):
            return
        if words.startswith(" ") and (not self.pieces or self.pieces[-1].endswith(" ")):
            words = words[1:]
        self._add(words)

    def _preformatted(self, raw: str) -> None:
        first, *others = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._add(first)
        for line in others:
            self.line_break()
            self._add(line)

    def _add(self, words: str) -> None:
        if not words:
            return
        frame = self.frames[-1]
        if not self.pieces:
            self.line_mark = self.rest or frame.mark or (_RULED if self.ruled else None)
            self.line_depth = frame.depth
            self.ruled = self.ruled and words.isspace()
        if not words.isspace():
            self.colours.add(frame.colour)
        self.pieces.append(words)

    def line_break(self) -> None:
        """End the line, empty or not."""
        if not self.flush():
            self._put("")

    def flush(self) -> bool:
        """End the line if something stands on it."""
        if not self.pieces:
            return False
        text = "".join(self.pieces).replace("\xa0", " ").rstrip()
        self.pieces.clear()
        self._put(text)
        self.colours.clear()
        return True

    def _put(self, text: str) -> None:
        frame = self.frames[-1]
        blank = not text.strip()
        mark, depth = (
            (self.rest or frame.mark, frame.depth) if blank else (self.line_mark, self.line_depth)
        )
        if blank:
            if self.lines and not _is_blank(self.lines[-1]):
                self.lines.append(Line(">" * depth, depth, mark))
            self.gap = False
            return
        if self.gap and self.lines and not _is_blank(self.lines[-1]):
            common = min(depth, self.lines[-1].depth)
            self.lines.append(Line(">" * common, common, mark if common == depth else None))
        self.gap = False
        colour = next(iter(self.colours)) if len(self.colours) == 1 else ""
        self.lines.append(
            Line(_quote_prefix(depth) + frame.indent + self.lead + text, depth, mark, colour)
        )
        self.lead = ""

    def finished(self) -> tuple[Line, ...]:
        self.flush()
        lines = self.lines
        while lines and _is_blank(lines[-1]):
            lines.pop()
        return tuple(lines)


def _is_blank(line: Line) -> bool:
    return not line.text.strip("> ")


def _quote_prefix(depth: int) -> str:
    return ">" * depth + " " if depth else ""


def _walk(root: etree._Element, writer: _Writer) -> None:
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
    element: etree._Element, tag: str, attributes: Mapping[str, str], style: str, writer: _Writer
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


def _start_block(tag: str, attributes: Mapping[str, str], style: str, writer: _Writer) -> None:
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


def _sits_tight(tag: str, attributes: Mapping[str, str], style: str, writer: _Writer) -> bool:
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
    outer: _Frame,
    writer: _Writer,
) -> _Frame:
    """The frame of an element, from the frame around it."""
    frame = _Frame(
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
        frame.items = [_number(attributes.get("start"), 1)] if tag == "ol" else None
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
    frame: _Frame,
    writer: _Writer,
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


def _see_colour(attributes: Mapping[str, str], style: str, frame: _Frame) -> None:
    match = _COLOUR.search(style) if "color:" in style else None
    colour = match[1] if match else attributes.get("color", "").lower().strip()
    if colour:
        frame.colour = "" if colour in _NEUTRAL else colour


def _is_indent(attributes: Mapping[str, str], style: str) -> bool:
    """A block quote that only moves text to the right, as Gmail's and Apple's editors make."""
    return "indent" in attributes.get("class", "") or (
        "border:none" in style and attributes.get("type") != "cite"
    )


def _start_item(attributes: Mapping[str, str], outer: _Frame, writer: _Writer) -> None:
    if outer.items is None:
        writer.lead = "- "
        return
    number = _number(attributes.get("value"), outer.items[0])
    outer.items[0] = number + 1
    writer.lead = f"{number}. "


def _number(value: str | None, otherwise: int) -> int:
    bare = (value or "").strip()
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 7 else otherwise


def _close(element: etree._Element, tag: str, writer: _Writer) -> None:
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


def _end_link(writer: _Writer) -> None:
    frame = writer.frames[-1]
    href, start = frame.href, frame.link_start
    if not href or start < 0 or start > len(writer.pieces):
        return
    shown = "".join(writer.pieces[start:]).strip()
    if shown:
        writer.text(_target(shown, href))


def _target(shown: str, href: str) -> str:
    """Where a link goes, written after its text when the text does not say so."""
    scheme, _, rest = href.partition(":")
    scheme = scheme.lower()
    if scheme == "mailto":
        address = unquote(rest.partition("?")[0])
        return "" if not address or address.lower() in shown.lower() else f" <{address}>"
    if scheme not in {"http", "https", "ftp"}:
        return ""
    if len(href) > LONGEST_URL:
        return f" ({scheme}://{rest.lstrip('/').partition('/')[0][:100]}/…)"
    says_it = "." in shown and " " not in shown and _bare_url(shown) == _bare_url(href)
    return "" if says_it else f" ({href})"


def _bare_url(url: str) -> str:
    bare = url.strip().lower()
    for prefix in ("https://", "http://", "ftp://"):
        bare = bare.removeprefix(prefix)
    return unquote(bare.removeprefix("www.").rstrip("/"))


def _picture(attributes: Mapping[str, str]) -> str:
    """The alternative text of a picture where it says something; an emoji's is the emoji."""
    alt = _SPACES.sub(" ", attributes.get("alt", "")).strip()
    if not alt or _FILE_NAME.match(alt):
        return ""
    if (len(alt) <= 4 and not alt.isascii()) or (alt.startswith(":") and alt.endswith(":")):
        return alt
    words = {word.strip(".,:0123456789").lower() for word in alt.split()} - {""}
    return "" if words <= _NO_WORDS_FOR_A_PICTURE else f"[{alt}]"


def _join_cells(writer: _Writer) -> None:
    """Put a table row whose cells are one line each onto one line."""
    row = writer.frames[-1].row
    if not row or len(row) < 2 or row[0] > len(writer.lines):
        return
    bounds = [*row, len(writer.lines)]
    cells = [
        [line for line in writer.lines[a:b] if not _is_blank(line)] for a, b in pairwise(bounds)
    ]
    filled = [cell[0] for cell in cells if cell]
    if (
        len(filled) < 2
        or any(len(cell) > 1 for cell in cells)
        or sum(len(line.text) for line in filled) > 400
    ):
        return
    first = filled[0]
    prefix = _quote_prefix(first.depth)
    text = first.text + "".join(
        (" | ") + line.text.removeprefix(prefix).strip() for line in filled[1:]
    )
    blank = [writer.lines[row[0]]] if _is_blank(writer.lines[row[0]]) else []
    writer.lines[row[0] :] = [*blank, Line(text, first.depth, first.mark, first.colour)]
