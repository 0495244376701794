"""Small pieces of text as pages show them."""

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from mailbridge.domain.project import ERASED
from mailbridge.services.views.models import AttachmentView
from mailbridge.steps.reading.html.sanitise import show_own, show_remote
from mailbridge.steps.searching.excerpt import Piece

AFTER_A_LINK = ".,;:!?)]}'\"»”>"
SHOWN = 200_000  # characters of one post on a page
_URL = re.compile(r"https?://[^\s<>\"]+")
_FOLD = '<details class="quoted"><summary>…</summary>'


def linked(text: str) -> Markup:
    """Plain text, escaped, with its web addresses made into links. Every letter and line end of the
    text stays.
    """
    made: list[str] = []
    done = 0
    for match in _URL.finditer(text):
        url = match[0].rstrip(AFTER_A_LINK)
        if url.rstrip("/") not in ("http:", "https:", "http", "https"):
            made += [str(escape(text[done : match.start()])), _link(str(escape(url)))]
            done = match.start() + len(url)
    return Markup("".join([*made, str(escape(text[done:]))]))  # noqa: S704 - all of it went through escape


def _link(escaped: str) -> str:
    return f'<a href="{escaped}" rel="nofollow noopener noreferrer">{escaped}</a>'


def beginning(text: str) -> str:
    """As much of a text as one page shows of it."""
    return text[:SHOWN]


def letter(
    safe_html: str,
    files: Sequence[AttachmentView],
    fold: str,
    remote: bool = False,
    unfolded: bool = False,
) -> Markup:
    """The sanitised HTML of a post with its own pictures in their places (RFC 2392); `fold` is
    written where quotes are folded, `unfolded` leaves them open. `remote`: with pictures from
    elsewhere, whose hosts then know that the letter was read.
    """
    safe_html = show_remote(safe_html) if remote else safe_html
    places = {
        str(escape(file.content_id)): f"/attachments/{file.id}"
        for file in files
        if _has_a_place(file)
    }
    return Markup(  # noqa: S704 - steps.reading.html.sanitise made it
        show_own(safe_html, places).replace(
            _FOLD,
            f'<details class="fold"{" open" if unfolded else ""}><summary>{escape(fold)}</summary>',
        )
    )


def _has_a_place(file: AttachmentView) -> bool:
    """Whether a file has its place in the text; decoration leaves it empty and is shown below, when
    somebody asks.
    """
    return file.content_id is not None and not file.decoration


def stands_in(safe_html: str, file: AttachmentView) -> bool:
    """Whether a picture has its place in the text."""
    return f' data-cid="{escape(file.content_id or "")}"' in safe_html


def pieces(found: Sequence[Piece]) -> Markup:
    """Pieces of a text, escaped; those that were meant are marked."""
    said = (f"<mark>{escape(one.text)}</mark>" if one.meant else escape(one.text) for one in found)
    return Markup("".join(map(str, said)))  # noqa: S704 - all of it went through escape


_BROWSERS = (  # the first that a browser names; others name these, too
    ("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def browser(device: str) -> str:
    """What a browser calls itself, in short: “Firefox, Windows”; else as it says."""
    names = (
        next((name for mark, name in known if mark in device), "")
        for known in (_BROWSERS, _SYSTEMS)
    )
    return ", ".join(filter(None, names)) or device


def called(name: str, address: str) -> str:
    """A person in a list: the name, or what stands before the @."""
    return name or address.partition("@")[0] or address or ERASED


def initials(name: str) -> str:
    """Two letters that stand for a person in a small mark; one of a single name."""
    words = [word for word in re.split(r"[\s._-]+", name) if word and word[0].isalnum()]
    return "".join(word[0] for word in (words if len(words) < 2 else (words[0], words[-1]))).upper()
