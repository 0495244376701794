"""Small pieces of text as pages show them."""

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from mailbridge.services.views import AttachmentView

AFTER_A_LINK = ".,;:!?)]}'\"»”>"
UNITS = ("B", "kB", "MB", "GB")
_SPACES = re.compile(r"(\s+)")
_SCHEME = re.compile(r"https?://(?=[^\s/<>\"])")
_END = re.compile(r"[<>\"]")
_OWN_PICTURE = re.compile(r' data-cid="([^"]*)"')
_FOLD = '<details class="quoted"><summary>…</summary>'


def linked(text: str) -> Markup:
    """Plain text, escaped, with its web addresses made into links. Every letter and line end of the text stays."""
    return Markup("").join(_word(word) for word in _SPACES.split(text))


def _word(word: str) -> Markup:
    found = _SCHEME.search(word)
    if found is None:
        return escape(word)
    before, url = word[: found.start()], _END.split(word[found.start() :], maxsplit=1)[0].rstrip(AFTER_A_LINK)
    link = Markup('<a href="{0}" rel="nofollow noopener noreferrer">{0}</a>').format(url)
    return escape(before) + link + escape(word[found.start() + len(url) :])


def letter(safe_html: str, files: Sequence[AttachmentView], fold: str) -> Markup:
    """The sanitised HTML of a post with its own pictures in their places (RFC 2392); `fold` is written where quotes are folded."""
    places = {str(escape(file.content_id)): f' src="/attachments/{file.id}"' for file in files if file.content_id}
    placed = _OWN_PICTURE.sub(lambda found: places.get(found[1], ""), safe_html)
    return Markup(placed.replace(_FOLD, f'<details class="fold"><summary>{escape(fold)}</summary>'))  # noqa: S704 - steps.sanitise made it


def stands_in(safe_html: str, file: AttachmentView) -> bool:
    """Whether a picture has its place in the text."""
    return f' data-cid="{escape(file.content_id or "")}"' in safe_html


def called(name: str, address: str) -> str:
    """A person in a list: the name, or what stands before the @."""
    return name or address.partition("@")[0] or address


def size(count: int) -> str:
    """A number of bytes for people: 812 B, 2.1 MB."""
    value, unit = float(count), 0
    while value >= 1000 and unit < len(UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{value:.0f} {UNITS[unit]}" if unit == 0 or value >= 100 else f"{value:.1f} {UNITS[unit]}"
