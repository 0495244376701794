"""Plain text laid out in columns, 72 wide."""

import re
from functools import cache, lru_cache

WIDTH = 72
MOST_KEPT, MOST_HUNG = 20_000, 500  # characters of a text whose lines are remembered
_BULLETS = ("- ", "* ", "• ", "– ")


def wrapped(text: str, width: int = WIDTH) -> str:
    """Long lines folded at spaces; short ones, addresses and the author's own layout stay."""
    return (_wrapped_before if len(text) <= MOST_KEPT else _wrapped)(text, width)


def _wrapped(text: str, width: int) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        bare = line.rstrip()
        if len(bare) <= width:
            lines.append(bare)
        else:
            lines += _folded(bare, width)
    return "\n".join(lines)


# letters to both sides, and newer ones, show the same text
_wrapped_before = lru_cache(maxsize=16)(_wrapped)


def _folded(line: str, width: int) -> list[str]:
    """A line that is longer than that."""
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
    words = " ".join(text.split())
    if len(first) + len(words) <= width:
        return [first + words]
    begun = _line(max(width - len(first), 1)).match(words)
    if begun is None:
        return [first]
    rest = _line(max(width - len(later), 1)).finditer(words, begun.end())
    return [first + (begun[1] or begun[2]), *[later + (line[1] or line[2]) for line in rest]]


def hung(first: str, text: str, later: str) -> str:
    """The lines of `hanging` as one text."""
    return (_hung_before if len(text) <= MOST_HUNG else _hung)(first, text, later)


def _hung(first: str, text: str, later: str) -> str:
    return "\n".join(hanging(first, text, later))


# much of it stands in every letter in that language
_hung_before = lru_cache(maxsize=512)(_hung)


@cache
def _line(width: int) -> re.Pattern[str]:
    """As many words as fit into that width, else a single one."""
    return re.compile(rf"(.{{1,{width}}})(?: |$)|(\S+)(?: |$)")


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
        bare = line.rstrip()
        lines -= 1 if len(bare) <= width else len(_folded(bare, width))
        if lines < 0:
            return "\n".join([*kept, "[…]"])
        kept.append(line)
    return "\n".join(kept)


def quoted(text: str, width: int = WIDTH, lines: int | None = None) -> str:
    """Each line behind `> `; at most so many lines, then an ellipsis."""
    folded = wrapped(text.strip(), width - 2).split("\n")
    shown = folded if lines is None or len(folded) <= lines else [*folded[: lines - 1], "[…]"]
    return "\n".join([f"> {line}".rstrip() for line in shown])


def clipped(text: str, length: int) -> str:
    """At most so many characters, cut at a space, with an ellipsis."""
    bare = text.strip()
    if len(bare) <= length:
        return bare
    cut = bare[:length]
    return cut[: max(cut.rfind(" "), cut.rfind("\n"), length // 2)].rstrip() + " […]"
