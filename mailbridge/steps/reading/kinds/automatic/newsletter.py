"""Newsletters that lost every field of a list: told by several weak marks together.

People ask about unsubscribing, forward newsletters and show their own, so that no mark counts
alone, and none where a person's mail program, name or words stand beside the layout. Where the
marks do not suffice it is a person's letter.
"""

import re
from collections.abc import Iterator
from itertools import islice

from mailbridge.domain.message import Message
from mailbridge.domain.told import told
from mailbridge.steps.reading.kinds.automatic.newsletter_words import (
    BECAUSE,
    IN_BROWSER,
    LEAVING,
    LEAVING_LINKS,
    NEWS,
    TRIALS,
)
from mailbridge.steps.reading.kinds.automatic.own_words import was_typed
from mailbridge.steps.reading.kinds.machine_fields import FREE_MAIL
from mailbridge.steps.reading.kinds.machine_marks import is_answer

READ = 300_000  # characters of the HTML
LEAST_TABLES = 2
LEAST_NAME = 2  # words
ENOUGH = 2  # marks beside the link that leaves the list
MOST_LINKS, MOST_PICTURES = 400, 400
LONGEST_OUTSIDE = 20_000  # characters of HTML around the tables
OPENING_LINKS = 4  # among which one shows the letter in a browser
BESIDE_LINK = 160  # characters of HTML around a link whose words belong to it
_WHY = told("a newsletter by its layout, its links and what it says of itself")
_LINK = re.compile(r"<a\b([^<>]{0,3000})>((?:[^<]|<(?!/a\b)){0,400})", re.I)
_PICTURE = re.compile(r"<img\b[^<>]{0,3000}>", re.I)
_SMALL = re.compile(r"(?:width|height)\s{0,3}[=:]\s{0,3}[\"']?[01](?:px)?(?![\d.%])", re.I)
_TAGS = re.compile(r"<[^<>]{0,3000}>")
_HIDDEN = re.compile(
    r"<(?:div|span|p)\b[^<>]{0,300}(?:display\s?:\s?none|max-height\s?:\s?0|font-size\s?:\s?[01]px)"
    r"[^<>]{0,300}>[^<]{0,4000}",
    re.I,
)
_UNSEEN = (("<!--", "-->"), ("<style", "</style"), ("<script", "</script"), ("<head", "</head"))
_PIECES = re.compile(r"[^\W\d_]+")
# what programs in which people write leave in their HTML
_TYPED = (
    '<div dir="ltr"', 'class="gmail_', 'class="msonormal', "class=msonormal", "wordsection1",
    "elementtoproof", "apple-interchange", "applemail", "moz-", "yahoo-style", "yahoo_quoted",
    "protonmail", "zmail_", "<blockquote",
)  # fmt: skip


def newsletter(message: Message, quoted: str) -> str | None:
    """What makes it a newsletter, in words, if its author is not called as people are; None for a
    person's letter. `quoted`: what was cut from it as another's.
    """
    if message.html is None or quoted or message.in_reply_to:
        return None
    lowered = message.html[:READ].lower()
    if lowered.count("<table") < LEAST_TABLES or any(map(lowered.__contains__, _TYPED)):
        return None
    if _may_be_a_persons(message):
        return None
    links = list(islice(_links(lowered), MOST_LINKS))
    if not any(_leaves(address, words) for address, words in links) or _says_more(lowered):
        return None
    marks = (
        BECAUSE.stand_in(message.text.lower()[-READ:]) or BECAUSE.stand_in(lowered),
        any(IN_BROWSER.stand_in(words) for _, words in links[:OPENING_LINKS]),
        any(map(_is_pixel, islice(_PICTURE.finditer(lowered), MOST_PICTURES))),
        _only_sends(message),
    )
    return _WHY if sum(marks) >= ENOUGH + _is_called_as_its_address(message) else None


def _may_be_a_persons(message: Message) -> bool:
    """Whether anything but the text says that somebody wrote it: it answers or forwards, came from
    a mail program, from somebody's own address, or shows a trial.
    """
    author = message.author
    if author is None or message.references or is_answer(message.subject):
        return True
    if (
        was_typed(message)
        or message.header("resent-from")
        or TRIALS.stand_in(message.subject[:100].lower())
    ):
        return True
    return author.address.lower().rpartition("@")[2] in FREE_MAIL


def _is_called_as_its_address(message: Message) -> bool:
    """Whether a word of the author's name stands in their address, as in people's; houses have
    such addresses, too, so that one mark more is asked for.
    """
    author = message.author
    if author is None or len(author.name.split()) < LEAST_NAME:
        return False
    pieces = _PIECES.findall(author.address.lower().partition("@")[0])
    return NEWS.isdisjoint(pieces) and not {*author.name.lower().split()}.isdisjoint(pieces)


def _links(lowered: str) -> Iterator[tuple[str, str]]:
    """The attributes of each link, and its words with those right before and behind it."""
    for link in _LINK.finditer(lowered):
        before = lowered[max(0, link.start() - BESIDE_LINK) : link.start()].rpartition("</a")[2]
        behind = lowered[link.end() : link.end() + BESIDE_LINK].partition("<a")[0]
        yield link[1], _TAGS.sub(" ", f"{before}{link[2]}{behind}")


def _leaves(address: str, words: str) -> bool:
    """Whether a link on the web leaves a list."""
    return "http" in address and (LEAVING.stand_in(words) or LEAVING_LINKS.stand_in(address))


def _says_more(lowered: str) -> bool:
    """Whether words stand beside the layout: above its first table or below its last one."""
    seen = lowered
    for opening, closing in _UNSEEN:
        seen = _without(seen, opening, closing)
    outside = seen[: seen.find("<table")], seen[seen.rfind("</table") :]
    return any(
        len(part) > LONGEST_OUTSIDE or any(map(str.isalnum, _TAGS.sub(" ", _HIDDEN.sub(" ", part))))
        for part in outside
    )


def _without(text: str, opening: str, closing: str) -> str:
    """A text without what stands between two marks; from one that is never closed on, it stays."""
    kept: list[str] = []
    at = 0
    while (start := text.find(opening, at)) >= 0 and (end := text.find(closing, start)) >= 0:
        kept.append(text[at:start])
        at = end + len(closing)
    return "".join([*kept, text[at:]])


def _is_pixel(picture: re.Match[str]) -> bool:
    return len(_SMALL.findall(picture[0])) > 1


def _only_sends(message: Message) -> bool:
    author = message.author
    return author is not None and not NEWS.isdisjoint(
        _PIECES.findall(author.address.lower().partition("@")[0])
    )
