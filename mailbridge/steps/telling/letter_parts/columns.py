"""Plain text laid out in columns, 72 wide."""

from collections.abc import Iterable

WIDTH = 72
_BULLETS = ("- ", "* ", "• ", "– ")


def wrapped(text: str, width: int = WIDTH) -> str:
    """Long lines folded at spaces; short ones, addresses and the author's own layout stay."""
    return "\n".join(piece for line in text.split("\n") for piece in _fold(line.rstrip(), width))


def _fold(line: str, width: int) -> Iterable[str]:
    if len(line) <= width:
        return [line]
    indent = line[: len(line) - len(line.lstrip(" >\t"))]
    return hanging(indent, line[len(indent) :], indent + _under_bullet(line[len(indent) :]), width)


def _under_bullet(text: str) -> str:
    if text.startswith(_BULLETS):
        return "  "
    number, dot, _ = text[:5].partition(". ")
    return " " * (len(number) + 2) if dot and number.isdecimal() else ""


def hanging(first: str, text: str, later: str, width: int = WIDTH) -> list[str]:
    """`text` behind `first`, its further lines behind `later`. A word wider than the line is not
    cut.
    """
    lines: list[str] = []
    line, empty = first, True
    for word in text.split():
        if not empty and len(line) + 1 + len(word) > width:
            lines.append(line)
            line, empty = later, True
        line, empty = (line + word if empty else f"{line} {word}"), False
    return [*lines, line]


def beside(left: str, right: str, indent: str, width: int = WIDTH) -> list[str]:
    """`left`, and `right` behind it where both fit, else on a line of its own."""
    lines = hanging(left[: len(left) - len(left.lstrip(" "))], left, indent, width)
    if not right:
        return lines
    if len(lines[-1]) + 3 + len(right) <= width:
        return [*lines[:-1], f"{lines[-1]}   {right}"]
    return [*lines, indent + right]


def beginning(text: str, lines: int, width: int = WIDTH - 2) -> str:
    """As many of the author's lines as fit into so many lines of that width, then an ellipsis."""
    kept: list[str] = []
    for line in text.strip().split("\n"):
        lines -= len(list(_fold(line.rstrip(), width)))
        if lines < 0:
            return "\n".join([*kept, "[…]"])
        kept.append(line)
    return "\n".join(kept)


def quoted(text: str, width: int = WIDTH, lines: int | None = None) -> str:
    """Each line behind `> `; at most so many lines, then an ellipsis."""
    folded = wrapped(text.strip(), width - 2).split("\n")
    shown = folded if lines is None or len(folded) <= lines else [*folded[: lines - 1], "[…]"]
    return "\n".join(f"> {line}".rstrip() for line in shown)


def clipped(text: str, length: int) -> str:
    """At most so many characters, cut at a space, with an ellipsis."""
    bare = text.strip()
    if len(bare) <= length:
        return bare
    cut = bare[:length]
    return cut[: max(cut.rfind(" "), cut.rfind("\n"), length // 2)].rstrip() + " […]"
