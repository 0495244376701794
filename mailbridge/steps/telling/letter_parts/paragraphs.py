"""Plain text as HTML: paragraphs, quotes and links, everything else escaped."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from mailbridge.values import dataclass

_SCHEMES = ("https://", "http://")
_CLOSERS = ".,;:!?'\"»”’)]}>"
_ENDS = frozenset(' \t\n<>"«»“”')
LONGEST_LINK = 2000


@dataclass(frozen=True, slots=True)
class Look:
    """The style attributes that elements get where styles are written into them: a blank and
    `style="…"`, or nothing.
    """

    p: str = ""
    a: str = ""
    blockquote: str = ""


PLAIN = Look()


@lru_cache(maxsize=16)  # letters to both sides, and newer ones, show the same text
def paragraphs(text: str, look: Look = PLAIN) -> str:
    """`<p>` for each block of lines, `<blockquote>` for those behind `>`."""
    return "".join(_block(lines, look) for lines in _blocks(text))


def _blocks(text: str) -> Iterator[list[str]]:
    for blank, lines in groupby(text.strip("\n").split("\n"), key=lambda line: not line.strip()):
        if not blank:
            yield from (
                list(same) for _, same in groupby(lines, key=lambda line: line.startswith(">"))
            )


def _block(lines: list[str], look: Look) -> str:
    if lines[0].startswith(">"):
        bare = [line.lstrip(">").strip() for line in lines]
        return f'<blockquote class="quote"{look.blockquote}>{_lines(bare, look)}</blockquote>'
    return f"<p{look.p}>{_lines(lines, look)}</p>"


def _lines(lines: list[str], look: Look) -> str:
    return "<br>".join([_indented(line.rstrip(), look) for line in lines])


def _indented(line: str, look: Look) -> str:
    bare = line.lstrip(" ")
    said = linked(bare, look) if "http" in bare else _escaped(bare)
    return "&nbsp;" * min(len(line) - len(bare), 16) + said if bare != line else said


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def linked(text: str, look: Look = PLAIN) -> str:
    """The text escaped, its web addresses made links."""
    out: list[str] = []
    at = 0
    while (start := _next_link(text, at)) is not None:
        end = _link_end(text, start)
        url = _escaped(text[start:end])  # it ends before a quotation mark
        out += [_escaped(text[at:start]), f'<a href="{url}"{look.a}>{url}</a>']
        at = end
    return "".join([*out, _escaped(text[at:])])


def _next_link(text: str, at: int) -> int | None:
    start = text.find("http", at)
    while start >= 0:
        if text.startswith(_SCHEMES, start) and (start == 0 or not text[start - 1].isalnum()):
            after = text.find("//", start) + 2
            if after < len(text) and text[after].isalnum():
                return start
        start = text.find("http", start + 4)
    return None


def _link_end(text: str, start: int) -> int:
    end = start
    limit = min(len(text), start + LONGEST_LINK)
    while end < limit and text[end] not in _ENDS:
        end += 1
    while text[end - 1] in _CLOSERS and not (text[end - 1] == ")" and "(" in text[start:end]):
        end -= 1
    return end
