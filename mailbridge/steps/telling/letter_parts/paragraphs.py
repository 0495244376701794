"""Plain text as HTML: paragraphs, quotes and links, everything else escaped."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

_SCHEMES = ("https://", "http://")
_CLOSERS = ".,;:!?'\"»”’)]}>"
_ENDS = frozenset(' \t\n<>"«»“”')
LONGEST_LINK = 2000


def paragraphs(text: str) -> str:
    """`<p>` for each block of lines, `<blockquote>` for those behind `>`."""
    return "".join(_block(lines) for lines in _blocks(text))


def _blocks(text: str) -> Iterator[list[str]]:
    for blank, lines in groupby(text.strip("\n").split("\n"), key=lambda line: not line.strip()):
        if not blank:
            yield from (
                list(same) for _, same in groupby(lines, key=lambda line: line.startswith(">"))
            )


def _block(lines: list[str]) -> str:
    if lines[0].startswith(">"):
        return (
            "<blockquote "
            f'class="quote">{_lines([line.lstrip(">").strip() for line in lines])}</blockquote>'
        )
    return f"<p>{_lines(lines)}</p>"


def _lines(lines: list[str]) -> str:
    return "<br>".join(_indented(line.rstrip()) for line in lines)


def _indented(line: str) -> str:
    bare = line.lstrip(" ")
    return "&nbsp;" * min(len(line) - len(bare), 16) + linked(bare)


def linked(text: str) -> str:
    """The text escaped, its web addresses made links."""
    out: list[str] = []
    at = 0
    while (start := _next_link(text, at)) is not None:
        end = _link_end(text, start)
        url = escape(text[start:end], quote=True)
        out += [escape(text[at:start], quote=False), f'<a href="{url}">{url}</a>']
        at = end
    return "".join([*out, escape(text[at:], quote=False)])


def _next_link(text: str, at: int) -> int | None:
    found = text.find("http", at)
    while found >= 0:
        if text.startswith(_SCHEMES, found) and (found == 0 or not text[found - 1].isalnum()):
            after = text.find("//", found) + 2
            if after < len(text) and text[after].isalnum():
                return found
        found = text.find("http", found + 4)
    return None


def _link_end(text: str, start: int) -> int:
    end = start
    limit = min(len(text), start + LONGEST_LINK)
    while end < limit and text[end] not in _ENDS:
        end += 1
    while text[end - 1] in _CLOSERS and not (text[end - 1] == ")" and "(" in text[start:end]):
        end -= 1
    return end
