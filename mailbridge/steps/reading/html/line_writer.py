"""Lines of text as they are written from HTML: what stands around them, and where they end."""

import re
from dataclasses import field

from mailbridge.steps.reading.html.client_marks import Mark, Role
from mailbridge.values import dataclass

_RUNS = re.compile(r"[\t\r\n\f]|  ")


SPACES = re.compile(r"[ \t\r\n\f]+")


_RULED = Mark(Role.BORDER, "rule")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: quoted `depth` times (and so prefixed), with what its elements say of it."""

    text: str
    depth: int = 0
    mark: Mark | None = None
    colour: str = ""  # the colour all of its text was given, if one was


@dataclass(slots=True)
class Frame:
    """What holds inside an element."""

    mark: Mark | None = None
    depth: int = 0
    pre: bool = False
    indent: str = ""
    colour: str = ""
    # the number of the next item of the ordered list around us, and the code of its sort
    items: list[int] | None = None
    href: str = ""
    link_start: int = -1
    row: list[int] | None = None  # where the cells of the table row around us begin


@dataclass(slots=True)
class LineWriter:
    frames: list[Frame] = field(default_factory=lambda: [Frame()])
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
        """Write text of the HTML: runs of blanks are one, but in what is preformatted."""
        frame = self.frames[-1]
        if frame.pre:
            self._preformatted(raw)
            return
        words = SPACES.sub(" ", raw) if _RUNS.search(raw) else raw
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
        """End the line if something stands on it. Returns whether something did."""
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
            if self.lines and not is_blank(self.lines[-1]):
                self.lines.append(Line(">" * depth, depth, mark))
            self.gap = False
            return
        if self.gap and self.lines and not is_blank(self.lines[-1]):
            common = min(depth, self.lines[-1].depth)
            self.lines.append(Line(">" * common, common, mark if common == depth else None))
        self.gap = False
        colour = next(iter(self.colours)) if len(self.colours) == 1 else ""
        self.lines.append(
            Line(quote_prefix(depth) + frame.indent + self.lead + text, depth, mark, colour)
        )
        self.lead = ""

    def finished(self) -> tuple[Line, ...]:
        """The lines written, without blank ones at the end."""
        self.flush()
        lines = self.lines
        while lines and is_blank(lines[-1]):
            lines.pop()
        return tuple(lines)


def is_blank(line: Line) -> bool:
    """Whether nothing but quote marks stands on a line."""
    return not line.text.strip("> ")


def quote_prefix(depth: int) -> str:
    """The marks of a quote so many levels deep."""
    return ">" * depth + " " if depth else ""
